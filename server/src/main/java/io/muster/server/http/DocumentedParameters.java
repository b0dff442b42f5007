package io.muster.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The query parameters that {@code openapi.yaml} knows, read when first asked for. Thread-safe. */
final class DocumentedParameters {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private volatile @Nullable Map<String, Set<String>> known;

    /**
     * The names of an operation's; empty where the operation is not documented.
     *
     * @param pattern the path with its variables in braces, whatever their names
     */
    Optional<Set<String>> of(String method, String pattern) {
        Map<String, Set<String>> all = known;
        if (all == null) {
            all = read();
            known = all;
        }
        return Optional.ofNullable(all.get(key(method.equals("HEAD") ? "GET" : method, pattern)));
    }

    private static String key(String method, String path) {
        return method.toUpperCase(Locale.ROOT) + " " + path.replaceAll("\\{(?:[^{}]|\\{[^}]*})*}", "{}");
    }

    private static Map<String, Set<String>> read() {
        JsonNode document;
        try (InputStream yaml =
                Objects.requireNonNull(DocumentedParameters.class.getResourceAsStream("/openapi.yaml"))) {
            document = YAMLMapper.shared().readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Set<String>> all = new HashMap<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (String method : METHODS) {
                JsonNode operation = path.getValue().path(method);
                if (!operation.isMissingNode()) {
                    Set<String> names = new TreeSet<>();
                    for (JsonNode list : List.of(path.getValue().path("parameters"), operation.path("parameters"))) {
                        list.forEach(parameter -> add(document, parameter, names));
                    }
                    all.put(key(method, path.getKey()), names);
                }
            }
        }
        return Map.copyOf(all);
    }

    private static void add(JsonNode document, JsonNode parameter, Set<String> names) {
        String reference = parameter.path("$ref").asString("");
        JsonNode found = reference.isEmpty() ? parameter : document.at(reference.substring(1));
        if (found.path("in").asString("").equals("query")) {
            names.add(found.path("name").asString(""));
        }
    }
}
