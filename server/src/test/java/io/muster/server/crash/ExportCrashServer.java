package io.muster.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.S3Server;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server that keeps files in a bucket, and what is asked of it while it is killed again and again. */
final class ExportCrashServer implements AutoCloseable {

    static final String KEPT = "kept";
    static final String LAKE = "lake";

    private static final String PROJECT = "/v1/projects/default";
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Selects everybody, after a look at everybody. */
    private static final String REQUEST = "{\"definition\":{\"not\":{\"attribute\":\"note\",\"matches\":"
            + "\"(z{3}|q[0-9]{9}).*(y|w){7}\"}},\"columns\":[\"id\",\"country\",\"note\"]";

    private final Path data;
    private final int keptPort;
    private final int lakePort;
    private volatile @Nullable ServerProcess server;

    ExportCrashServer(Path data, int keptPort, int lakePort) {
        this.data = data;
        this.keptPort = keptPort;
        this.lakePort = lakePort;
    }

    void start() throws IOException {
        server = ServerProcess.start(
                data,
                "--muster.storage=s3",
                "--muster.s3.bucket=" + KEPT,
                "--muster.s3.endpoint=http://127.0.0.1:" + keptPort,
                "--muster.s3.access-key-id=" + S3Server.ACCESS_KEY,
                "--muster.s3.secret-access-key=" + S3Server.SECRET_KEY,
                "--muster.outbound.allow=127.0.0.0/8");
    }

    void kill() {
        server().kill();
    }

    void killAndRestart() throws IOException {
        kill();
        start();
    }

    void untilItIsGone() {
        Awaitility.await("the server is killed").atMost(LONG).until(() -> !server().isAlive());
    }

    /** Fills the project, and makes a destination. */
    void load(int rows, Random random) throws IOException {
        change(rows, random);
        String destination = """
                {"name": "Lake", "s3": {"endpoint": "http://127.0.0.1:%d", "bucket": "%s", "access_key_id": "%s",
                 "secret_access_key": "%s"}}""".formatted(lakePort, LAKE, S3Server.ACCESS_KEY, S3Server.SECRET_KEY);
        answer(server().send("POST", PROJECT + "/destinations", "application/json", destination), 201);
    }

    /** Gives the first profiles other values. */
    void change(int rows, Random random) throws IOException {
        StringBuilder ndjson = new StringBuilder();
        for (int i = 0; i < rows; i++) {
            ndjson.append("{\"id\":\"p").append(i).append("\",\"attributes\":{\"country\":\"C");
            ndjson.append(random.nextInt(30)).append("\",\"note\":\"");
            ndjson.append(Long.toString(random.nextLong(), 36)).append(" =\\\"é\\\", ");
            ndjson.append(Long.toHexString(random.nextLong())).append(" and some more words\"}}\n");
        }
        answer(server().send("POST", PROJECT + "/profiles/import", "application/x-ndjson", ndjson.toString()), 200);
    }

    /** Asks for an export of everybody, and gives back its id. */
    String ask(String more) throws IOException {
        String body = REQUEST + more + "}";
        return answer(server().send("POST", PROJECT + "/exports", "application/json", body), 202)
                .get("id")
                .asString();
    }

    /** Waits until the export has succeeded, and gives it back. */
    String finished(String export) {
        untilStateIs(export, "/state", "succeeded");
        return export;
    }

    /** Waits until the export's copy is there, and gives back its key. */
    String delivered(String export) throws IOException {
        untilStateIs(export, "/deliveries/0/state", "delivered");
        String location = answer(server().get(path(export)), 200)
                .at("/deliveries/0/location")
                .asString();
        return location.substring(("s3://" + LAKE + "/").length());
    }

    private void untilStateIs(String export, String pointer, String state) {
        Awaitility.await(export + pointer + " is " + state)
                .atMost(LONG)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    JsonNode now = answer(server().get(path(export)), 200);
                    assertThat(now.at("/state").asString()).as(now.toString()).isNotIn("failed", "cancelled");
                    return now.at(pointer).asString().equals(state);
                });
    }

    JsonNode manifest(String export) throws IOException {
        return answer(server().get(path(export) + "/manifest"), 200);
    }

    byte[] file(String export) throws IOException {
        return server().bytes(path(export) + "/file");
    }

    byte[] file(String export, int number) throws IOException {
        return server().bytes(path(export) + "/files/" + number);
    }

    byte[] form(String export, String format) throws IOException {
        finished(export);
        return server().bytes(path(export) + "/file?format=" + format);
    }

    /** Asks for a form, and does not wait for it. */
    void askForForm(String export, String format) {
        ServerProcess asked = server();
        Thread.ofVirtual().start(() -> {
            try {
                asked.bytes(path(export) + "/file?format=" + format);
            } catch (IOException e) {
                System.out.println("The server was killed while it made a form: " + e.getMessage());
            }
        });
    }

    /** Waits until the export's run has begun. */
    void untilItHasADirectory(String export) {
        spin("directory", () -> Files.isDirectory(directory(export)));
    }

    /** Waits until a file of the export whose name ends so has that many bytes. */
    void untilAFileHas(String export, String ending, long bytes) {
        spin(
                "a file with " + bytes + " bytes",
                () -> files(export).stream()
                        .filter(file -> file.getFileName().toString().endsWith(ending))
                        .anyMatch(file -> size(file) > bytes));
    }

    /** Every file in exports' directories and every object in the bucket is known to a manifest, or to erasure. */
    void untilNothingIsLeftOver(S3Client client) {
        Awaitility.await("the sweep")
                .atMost(LONG)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    Set<String> known = known();
                    Set<String> unknown = new TreeSet<>();
                    for (Path file : allFiles()) {
                        if (!known.contains(file.getFileName().toString())) {
                            unknown.add(file.toString());
                        }
                    }
                    for (S3Object object :
                            client.listObjectsV2(list -> list.bucket(KEPT)).contents()) {
                        if (!known.contains(object.key().substring(object.key().lastIndexOf('/') + 1))) {
                            unknown.add(object.key());
                        }
                    }
                    client.listMultipartUploads(list -> list.bucket(KEPT))
                            .uploads()
                            .forEach(it -> unknown.add(it.key()));
                    client.listMultipartUploads(list -> list.bucket(LAKE))
                            .uploads()
                            .forEach(it -> unknown.add(it.key()));
                    assertThat(unknown).isEmpty();
                });
    }

    private Set<String> known() throws IOException {
        // Whose rows an export has stays here, for whoever is erased.
        Set<String> known = new HashSet<>(Set.of("members.bitmap"));
        for (JsonNode export :
                answer(server().get(PROJECT + "/exports?limit=1000"), 200).get("items")) {
            JsonNode manifest = manifest(export.get("id").asString());
            if (!manifest.get("delta").isNull()) {
                known.add("state.parquet");
            }
            manifest.get("files").forEach(file -> known.add(file.get("name").asString()));
            for (JsonNode form : manifest.get("forms")) {
                String tag = form.get("etag").asString().replace("\"", "");
                known.add("form-" + tag + "." + form.get("format").asString());
            }
        }
        return known;
    }

    private List<Path> allFiles() throws IOException {
        try (Stream<Path> files = Files.walk(data.resolve("exports"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** Looks without a pause: some stages take milliseconds. */
    private static void spin(String what, Condition condition) {
        long end = System.nanoTime() + LONG.toNanos();
        try {
            while (!condition.holds()) {
                assertThat(System.nanoTime()).as("waiting for " + what).isLessThan(end);
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException;
    }

    private List<Path> files(String export) throws IOException {
        try (Stream<Path> files = Files.list(directory(export))) {
            return files.toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Of the only project. */
    private Path directory(String export) throws IOException {
        Path root = data.resolve("exports");
        if (!Files.isDirectory(root)) {
            return root.resolve(export);
        }
        try (Stream<Path> projects = Files.list(root)) {
            return projects.findFirst().orElse(root).resolve(export);
        }
    }

    private ServerProcess server() {
        ServerProcess now = server;
        if (now == null) {
            throw new IllegalStateException("the server was not started");
        }
        return now;
    }

    private static JsonNode answer(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body());
    }

    private static String path(String export) {
        return PROJECT + "/exports/" + export;
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public void close() {
        server().close();
    }
}
