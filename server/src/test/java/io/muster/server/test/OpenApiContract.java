package io.muster.server.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Holds an exchange to {@code openapi.yaml}: path, method, parameters, bodies, status, headers. */
public final class OpenApiContract {
    private static final String ID = "https://muster.test/openapi.json";
    private static final JsonNode DOCUMENT = read();

    /**
     * What the page needs, what only tests have, and the older interfaces, whose contract is {@code api/golden} and the
     * statements that tests prove.
     */
    private static final Pattern OF_OUR_OWN =
            Pattern.compile("/$|/docs/assets/|/test/|/public/api(/|$)|/service/|/api(/|$)|/oauth2/|/audience/");

    /** What answers a GET answers a HEAD. */
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(Map.of(ID, DOCUMENT.toString())));

    private OpenApiContract() {}

    /** Every route that is documented. */
    public static Set<Routes.Route> routes() {
        Set<Routes.Route> routes = new TreeSet<>();
        DOCUMENT.get("paths")
                .properties()
                .forEach(path -> path.getValue().propertyNames().stream()
                        .filter(METHODS::contains)
                        .forEach(method ->
                                routes.add(new Routes.Route(method.toUpperCase(Locale.ROOT), path.getKey()))));
        return routes;
    }

    /** What each documented route needs: a scope, {@code any} or {@code none}; empty where it does not say. */
    public static Map<Routes.Route, String> scopes() {
        return routes().stream()
                .collect(Collectors.toMap(
                        route -> route,
                        route -> operation(route).path("x-muster-scope").asString("")));
    }

    /** The names of what a route's JSON body can have, at any depth; definitions are not looked into. */
    public static Set<String> bodyNames(Routes.Route route) {
        Set<String> names = new TreeSet<>();
        collect(operation(route).at("/requestBody/content/application~1json/schema"), names, new HashSet<>());
        return names;
    }

    private static void collect(JsonNode schema, Set<String> names, Set<String> seen) {
        if (schema.has("$ref")) {
            if (seen.add(target(schema)) && !target(schema).endsWith("/Definition")) {
                collect(DOCUMENT.at(target(schema)), names, seen);
            }
            return;
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            names.add(property.getKey());
            collect(property.getValue(), names, seen);
        }
        for (String part : List.of("allOf", "oneOf", "anyOf")) {
            schema.path(part).forEach(each -> collect(each, names, seen));
        }
        if (schema.has("items")) {
            collect(schema.path("items"), names, seen);
        }
    }

    private static JsonNode operation(Routes.Route route) {
        return DOCUMENT.at(
                "/paths/" + escape(route.path()) + "/" + route.method().toLowerCase(Locale.ROOT));
    }

    /** A body that the document gives as an example of a JSON request; {@code {}} where it gives none. */
    public static String exampleBody(Routes.Route route) {
        JsonNode examples = DOCUMENT.at("/paths/" + escape(route.path()) + "/"
                + route.method().toLowerCase(Locale.ROOT) + "/requestBody/content/application~1json/examples");
        for (JsonNode example : examples) {
            JsonNode found = example.has("$ref") ? DOCUMENT.at(target(example)) : example;
            return found.get("value").toString();
        }
        return "{}";
    }

    /** A type of body that the route reads; empty where it reads none. */
    public static Optional<String> bodyType(Routes.Route route) {
        JsonNode content = DOCUMENT.at("/paths/" + escape(route.path()) + "/"
                + route.method().toLowerCase(Locale.ROOT) + "/requestBody/content");
        return content.propertyNames().stream()
                .min(Comparator.comparing((String type) -> !type.equals("application/json")));
    }

    /**
     * Fails where the exchange is not documented.
     *
     * @param json the request's body if it is JSON, else the empty text; what the server refused may be anything
     */
    public static void check(String method, String pathAndQuery, String json, Answer answer) {
        String path = pathAndQuery.replaceFirst("\\?.*", "");
        Optional<String> template = template(path);
        if (template.isEmpty() && OF_OUR_OWN.matcher(path).lookingAt()) {
            return;
        }
        if (template.isEmpty()) {
            assertThat(answer.status())
                    .as("%s %s is not in the document, so there is nothing there", method, path)
                    .isIn(400, 401, 404);
            return;
        }
        String item = "/paths/" + escape(template.get());
        JsonNode operation = DOCUMENT.at(item + "/" + method.toLowerCase(Locale.ROOT));
        if (operation.isMissingNode()) {
            assertThat(answer.status())
                    .as("%s %s is not in the document", method, path)
                    .isIn(401, 405);
            return;
        }
        String at = item + "/" + method.toLowerCase(Locale.ROOT);
        if (answer.status() < 400) {
            checkRequest(at, pathAndQuery, json);
        }
        boolean unknownParameter = answer.status() == 400
                && pathAndQuery.contains("?")
                && DOCUMENT.at(at + "/responses/400").isMissingNode();
        checkAnswer(
                method + " " + pathAndQuery,
                unknownParameter ? "/components/responses/UnknownParameter" : response(at, answer),
                answer);
    }

    private static String response(String at, Answer answer) {
        return answer.status() == 429 ? "/components/responses/TooManyRequests" : at + "/responses/" + answer.status();
    }

    private static void checkRequest(String at, String pathAndQuery, String json) {
        Set<String> known = new TreeSet<>();
        for (String list : List.of(at + "/parameters", at.substring(0, at.lastIndexOf('/')) + "/parameters")) {
            for (JsonNode parameter : DOCUMENT.at(list)) {
                JsonNode found = parameter.has("$ref") ? DOCUMENT.at(target(parameter)) : parameter;
                if (found.get("in").asString().equals("query")) {
                    known.add(found.get("name").asString());
                }
            }
        }
        Pattern.compile("[?&]([^=&]+)")
                .matcher(pathAndQuery)
                .results()
                .forEach(name -> assertThat(known)
                        .as("query parameters of %s", pathAndQuery)
                        .contains(name.group(1)));
        if (!json.isEmpty()) {
            validate("request of " + at, at + "/requestBody/content/application~1json/schema", json);
        }
    }

    private static void checkAnswer(String exchange, String documented, Answer answer) {
        String response = documented;
        assertThat(DOCUMENT.at(response).isMissingNode())
                .as("%s answered %s, which is not in the document: %s", exchange, answer.status(), answer.text())
                .isFalse();
        if (DOCUMENT.at(response).has("$ref")) {
            response = target(DOCUMENT.at(response));
        }
        for (Map.Entry<String, JsonNode> header :
                DOCUMENT.at(response + "/headers").properties()) {
            JsonNode described =
                    header.getValue().has("$ref") ? DOCUMENT.at(target(header.getValue())) : header.getValue();
            if (described.path("required").asBoolean()) {
                assertThat(answer.headers().firstValue(header.getKey()))
                        .as("%s: header %s", exchange, header.getKey())
                        .isPresent();
            }
        }
        checkBody(exchange, response + "/content", answer);
    }

    private static void checkBody(String exchange, String content, Answer answer) {
        if (DOCUMENT.at(content).isMissingNode()) {
            assertThat(answer.bytes()).as("%s: a body", exchange).isEmpty();
            return;
        }
        String type = answer.header("Content-Type").replaceFirst(";.*", "");
        assertThat(DOCUMENT.at(content).has(type) || DOCUMENT.at(content).has("*/*"))
                .as("%s answered %s as '%s', which is not in the document", exchange, answer.status(), type)
                .isTrue();
        if (type.endsWith("json") && !type.contains("ndjson")) {
            validate(exchange, content + "/" + escape(type) + "/schema", answer.text());
        }
    }

    private static void validate(String what, String pointer, String json) {
        Schema schema = SCHEMAS.getSchema(SchemaLocation.of(ID + "#" + pointer));
        List<Error> errors = schema.validate(
                JsonMapper.shared().readTree(json),
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
        assertThat(errors).as("%s: %s", what, json).isEmpty();
    }

    /** The path as the document writes it; of several that match, the one with the fewest parameters. */
    private static Optional<String> template(String path) {
        return DOCUMENT.get("paths").propertyNames().stream()
                .filter(it -> path.matches(it.replaceAll("\\{[^}]+}", "[^/]+")))
                .min(Comparator.comparingLong(
                        (String it) -> it.chars().filter(c -> c == '{').count()));
    }

    private static String target(JsonNode reference) {
        return Objects.requireNonNull(reference.get("$ref")).asString().substring(1);
    }

    private static String escape(String part) {
        return part.replace("~", "~0").replace("/", "~1");
    }

    private static JsonNode read() {
        try (@Nullable InputStream yaml = OpenApiContract.class.getResourceAsStream("/openapi.yaml")) {
            return YAMLMapper.shared().readTree(Objects.requireNonNull(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
