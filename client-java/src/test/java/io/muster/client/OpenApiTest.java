package io.muster.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Holds the client to the document that describes the interface. */
class OpenApiTest {
    private static final OpenApi DOCUMENT = OpenApi.read();

    /** What the client leaves out, and why. */
    private static final Map<String, String> EXCEPTIONS = Map.of(
            "signIn", "gives a browser its cookie; a program has an application's credentials",
            "signOut", "takes a browser's cookie away",
            "getOpenApi", "describes the interface and is no resource of it");

    private static final byte[] FILE = "id\n1\n".getBytes(UTF_8);

    private final ScriptedServer server = ScriptedServer.start();
    private final MusterClient client = MusterClient.builder()
            .baseUrl(server.url())
            .credentials("c", "s")
            .retries(RetryPolicy.NONE)
            .build();

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyOperationIsUsedOrAnException() {
        List<String> documented =
                DOCUMENT.operations().stream().map(OpenApi.Operation::id).toList();
        Set<String> used = new EveryOperation(directory).ids();
        List<String> known =
                Stream.concat(used.stream(), EXCEPTIONS.keySet().stream()).toList();

        assertThat(documented).hasSizeGreaterThan(100).doesNotHaveDuplicates();
        assertThat(known).containsExactlyInAnyOrderElementsOf(documented);
    }

    @ParameterizedTest
    @MethodSource("usedOperations")
    void whatIsAskedAndAnsweredIsAsTheDocumentSays(OpenApi.Operation operation) throws Exception {
        server.on(operation.request(), answer(operation));
        if (operation.id().startsWith("downloadExport")) {
            serveManifest(operation.id().equals("downloadExportPart") ? 2 : 1);
        }

        Object result = new EveryOperation(directory).of(operation.id()).with(client);

        SeenRequest request = server.requests().stream()
                .filter(each -> each.methodAndPath().equals(operation.request()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("It was never asked for " + operation.request()));
        assertThat(operation.queryParameters()).containsAll(names(request.query()));
        checkBody(operation, request);
        if (result instanceof Record) {
            JsonNode read = MusterJson.mapper().valueToTree(result);
            JsonNode sent = sample(operation.answerSchema().orElseThrow());
            JsonNode one = sent.has("items") && !read.has("items") ? sent.at("/items/0") : sent;
            assertThat(misread(read, one, "")).isEmpty();
        }
    }

    static Stream<OpenApi.Operation> usedOperations() {
        return DOCUMENT.operations().stream().filter(operation -> !EXCEPTIONS.containsKey(operation.id()));
    }

    private static JsonNode sample(JsonNode schema) {
        return new SchemaSample(DOCUMENT).of(schema);
    }

    private static Reply answer(OpenApi.Operation operation) {
        if (operation.id().startsWith("downloadExport")) {
            return Reply.bytes(200, "text/csv", FILE);
        }
        return operation
                .answerSchema()
                .map(schema -> Reply.json(operation.status(), sample(schema).toString()))
                .orElseGet(() -> Reply.empty(operation.status()));
    }

    /** Only a file that is what its manifest says is taken. */
    private void serveManifest(int files) throws NoSuchAlgorithmException {
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(FILE));
        String file =
                "{\"name\": \"%d.csv\", \"bytes\": " + FILE.length + ", \"sha256\": \"" + sha256 + "\", \"rows\": 1}";
        String list = files == 1 ? file.formatted(1) : file.formatted(1) + "," + file.formatted(2);
        String rows = "{\"expected\": %1$d, \"written\": %1$d, \"distinct\": %1$d}".formatted(files);
        String export = "/v1/projects/the-project/exports/the-export";
        server.on(
                "GET " + export + "/manifest",
                Reply.json(200, "{\"export\": \"the-export\", \"rows\": " + rows + ", \"files\": [" + list + "]}"));
        server.on("GET " + export + "/files/2", Reply.bytes(200, "text/csv", FILE));
    }

    private static void checkBody(OpenApi.Operation operation, SeenRequest request) {
        if (request.bytes().length == 0) {
            assertThat(operation.needsBody()).isFalse();
            return;
        }
        if (!request.header("Content-Type").equals(Optional.of("application/json"))) {
            return;
        }
        JsonNode schema = operation.bodySchema().orElseThrow();
        Set<String> sent = Set.copyOf(request.json().propertyNames());
        assertThat(schema.path("properties").propertyNames()).containsAll(sent);
        schema.path("required").forEach(name -> assertThat(sent).contains(name.asString()));
    }

    /** The members of what was read that are not in what was sent, or not as they were sent. */
    private static Stream<String> misread(JsonNode read, JsonNode sent, String where) {
        if (read.isObject() && sent.isObject()) {
            return read.properties().stream()
                    .flatMap(each -> misread(each.getValue(), sent.path(each.getKey()), where + "/" + each.getKey()));
        }
        if (read.isArray() && sent.isArray() && read.size() == sent.size()) {
            return IntStream.range(0, read.size())
                    .boxed()
                    .flatMap(i -> misread(read.get(i), sent.get(i), where + "/" + i));
        }
        return same(read, sent) ? Stream.empty() : Stream.of(where);
    }

    /** Times and numbers may be spelled in another way. */
    private static boolean same(JsonNode read, JsonNode sent) {
        if (read.isNumber() && sent.isNumber()) {
            return read.doubleValue() == sent.doubleValue();
        }
        return read.isString() ? sent.isString() : read.equals(sent);
    }

    private static List<String> names(String query) {
        return query.isEmpty()
                ? List.of()
                : Stream.of(query.split("&"))
                        .map(parameter -> parameter.substring(0, parameter.indexOf('=')))
                        .toList();
    }
}
