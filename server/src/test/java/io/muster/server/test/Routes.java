package io.muster.server.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What the server answers: by its handlers, by the document, and by the lists of the compatible interfaces. */
public final class Routes {
    private static final RequestMethod[] ANY = {};

    private Routes() {}

    /**
     * A way to call the server.
     *
     * @param path with its variables in braces
     */
    public record Route(String method, String path) implements Comparable<Route> {
        private static final Comparator<Route> ORDER =
                Comparator.comparing(Route::path).thenComparing(Route::method);

        /** The same with variables that have no names. */
        public Route nameless() {
            return new Route(method, path.replaceAll("\\{[^}]+}", "{}"));
        }

        @Override
        public int compareTo(Route other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** A route and the method that serves it. */
    public record Served(Route route, HandlerMethod handler) {}

    /** Every route that a controller serves, but the ones of tests and the error page. */
    public static List<Served> served(TestServer server) {
        return server
                .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .flatMap(entry -> routes(entry.getKey()).map(route -> new Served(route, entry.getValue())))
                .filter(served -> !served.route().path().startsWith("/test/"))
                .filter(served -> !served.route().path().contains("error"))
                .sorted(Comparator.comparing(Served::route))
                .toList();
    }

    private static Stream<Route> routes(RequestMappingInfo info) {
        RequestMethod[] methods = info.getMethodsCondition().getMethods().toArray(ANY);
        return info.getPatternValues().stream()
                .map(path -> path.replaceAll("\\{(\\w+):(?:[^{}]|\\{[^}]*})*}", "{$1}"))
                .flatMap(path -> Arrays.stream(methods).map(method -> new Route(method.name(), path)));
    }

    /**
     * What each route needs, its variables without names, by the document and the lists of the compatible interfaces: a
     * scope, {@code any}, or {@code none}.
     */
    public static Map<Route, String> scopes() {
        Map<Route, String> scopes = new TreeMap<>();
        OpenApiContract.scopes().forEach((route, scope) -> scopes.put(route.nameless(), scope));
        lists().forEach((route, scope) -> scopes.put(route.nameless(), scope));
        return scopes;
    }

    /** The routes of {@code routes/*.txt}, where each compatible interface lists its own. */
    public static Set<Route> listed() {
        return lists().keySet();
    }

    /** A method, a path and a scope a line. */
    private static SortedMap<Route, String> lists() {
        SortedMap<Route, String> routes = new TreeMap<>();
        try {
            for (Resource list : new PathMatchingResourcePatternResolver().getResources("classpath*:routes/*.txt")) {
                list.getContentAsString(StandardCharsets.UTF_8)
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                        .map(line -> line.split("\\s+"))
                        .forEach(parts -> routes.put(new Route(parts[0], parts[1]), parts.length > 2 ? parts[2] : ""));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return routes;
    }
}
