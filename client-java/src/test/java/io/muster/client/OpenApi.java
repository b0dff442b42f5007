package io.muster.client;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The document that describes the interface, as the server serves it. */
final class OpenApi {
    private static final Path SOURCE = Path.of("../api/src/main/resources/openapi.yaml");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    private final JsonNode document;

    private OpenApi(JsonNode document) {
        this.document = document;
    }

    static OpenApi read() {
        return new OpenApi(new YAMLMapper().readTree(SOURCE.toFile()));
    }

    /** Every operation whose path is under {@code /v1}. */
    List<Operation> operations() {
        List<Operation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                if (path.getKey().startsWith("/v1/") && METHODS.contains(method.getKey())) {
                    operations.add(
                            new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(), method.getValue()));
                }
            }
        }
        return operations;
    }

    JsonNode schema(String name) {
        return document.path("components").path("schemas").path(name);
    }

    /** What stands there, or what it refers to. */
    JsonNode resolved(JsonNode node) {
        JsonNode reference = node.path("$ref");
        return reference.isMissingNode()
                ? node
                : resolved(document.at(reference.asString().substring(1)));
    }

    /** One method of one path. */
    final class Operation {
        private final String method;
        private final String path;
        private final JsonNode node;

        private Operation(String method, String path, JsonNode node) {
            this.method = method;
            this.path = path;
            this.node = node;
        }

        String id() {
            return node.path("operationId").asString();
        }

        /** The request with {@code the-NAME} for each parameter in its path, or 1 where that is a number. */
        String request() {
            return method + " " + path.replaceAll("\\{(version|number)}", "1").replaceAll("\\{(\\w+)}", "the-$1");
        }

        /** The names of what may stand in the query. */
        Set<String> queryParameters() {
            return parameters()
                    .filter(parameter -> parameter.path("in").asString().equals("query"))
                    .map(parameter -> parameter.path("name").asString())
                    .collect(toUnmodifiableSet());
        }

        boolean needsBody() {
            return resolved(node.path("requestBody")).path("required").asBoolean(false);
        }

        /** Of what a JSON body must be, if there may be one. */
        Optional<JsonNode> bodySchema() {
            return schema(resolved(node.path("requestBody")));
        }

        /** The status of its answer where all is well and, should there be several, the most is done. */
        int status() {
            return Integer.parseInt(success().getKey());
        }

        /** Of what its answer is where all is well, if that is JSON. */
        Optional<JsonNode> answerSchema() {
            return schema(resolved(success().getValue()));
        }

        private Map.Entry<String, JsonNode> success() {
            return node.path("responses").properties().stream()
                    .filter(response -> response.getKey().startsWith("2"))
                    .reduce((less, more) -> more)
                    .orElseThrow();
        }

        private Optional<JsonNode> schema(JsonNode message) {
            JsonNode schema = message.path("content").path("application/json").path("schema");
            return schema.isMissingNode() ? Optional.empty() : Optional.of(resolved(schema));
        }

        private Stream<JsonNode> parameters() {
            return node.path("parameters").values().stream().map(OpenApi.this::resolved);
        }

        @Override
        public String toString() {
            return id();
        }
    }
}
