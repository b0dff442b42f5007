package io.muster.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.testing.Seeds;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The server is killed while a list of members comes in, or just after. The members are then all of the list's or those
 * of before, and sending the list again does it.
 */
class UploadCrashTest {

    private static final String PROJECT = "/v1/projects/default";
    private static final int PROFILES = 50_000;
    private static final int UNKNOWN = 20_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    private Path directory;

    @Test
    void changesMembersWhollyOrNotAtAllWhenKilledInEachMode() throws Exception {
        killAndCheck(Upload.values().length);
    }

    @Test
    @Tag("long")
    void changesMembersWhollyOrNotAtAllWhenKilledFortyTimes() throws Exception {
        killAndCheck(40);
    }

    @Test
    @Tag("long")
    void takesTwoMillionKeysThatTheHeapCouldNotHold() throws Exception {
        int rows = 2_000_000;
        String words = "words ".repeat(20);
        try (ServerProcess server = ServerProcess.startWithHeap("192m", directory.resolve("data"))) {
            load(server);
            make(server, "big");

            JsonNode held = ok(send(server, "POST", "big", "hold", keys(rows, "u", words)));
            JsonNode skipped = ok(send(server, "PUT", "big", "skip", keys(rows, "v", words)));

            assertThat(held.get("rows").asInt()).isEqualTo(rows);
            assertThat(held.get("held").asInt()).isEqualTo(rows / 4);
            assertThat(held.get("size").asInt()).isEqualTo(1 + PROFILES * 3 / 4);
            assertThat(skipped.get("rejected").asInt()).isEqualTo(rows / 4);
            assertThat(skipped.get("size").asInt()).isEqualTo(PROFILES * 3 / 4);
        }
    }

    /** Each fourth is a key that no profile has. */
    private static InputStream keys(int rows, String unknown, String words) {
        return new RowStream(
                rows + 1,
                row -> row == 0 ? "note,id" : words + "," + (row % 4 == 0 ? unknown + row : "p" + row % PROFILES));
    }

    /** What is uploaded onto a list of which p0 is a member. */
    private enum Upload {
        ADD("POST", "skip", PROFILES),
        HOLD("POST", "hold", PROFILES),
        REPLACE("PUT", "skip", PROFILES - 1),
        CREATE("POST", "create", PROFILES + UNKNOWN);

        private final String method;
        private final String unknown;
        private final int after;

        Upload(String method, String unknown, int after) {
            this.method = method;
            this.unknown = unknown;
            this.after = after;
        }
    }

    private void killAndCheck(int times) throws Exception {
        long seed = Seeds.of(UploadCrashTest.class);
        Random random = new Random(seed);
        Path data = directory.resolve("data");
        ServerProcess server = ServerProcess.start(data);
        try {
            load(server);
            make(server, "undisturbed");
            long start = System.nanoTime();
            ok(upload(server, Upload.HOLD, "undisturbed"));
            long usual = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            for (int round = 0; round < times; round++) {
                Upload upload = Upload.values()[round % Upload.values().length];
                String key = "list-" + round;
                make(server, key);
                boolean answered = uploadAndKill(server, upload, key, random.nextLong(usual + usual / 4));
                server = ServerProcess.start(data);
                check(server, upload, key, answered);
            }
        } finally {
            server.close();
        }
    }

    /** Returns whether the server said that it was done. */
    private static boolean uploadAndKill(ServerProcess server, Upload upload, String key, long millis) {
        CompletableFuture<Void> killed = CompletableFuture.runAsync(
                server::close, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
        boolean answered;
        try {
            ok(upload(server, upload, key));
            answered = true;
        } catch (IOException e) {
            answered = false;
        }
        killed.join();
        return answered;
    }

    private static void check(ServerProcess server, Upload upload, String key, boolean answered) throws IOException {
        int found = size(server, key);
        assertThat(found)
                .as("members of %s, %s, answered: %s", key, upload, answered)
                .isIn(1, upload.after);
        if (answered) {
            assertThat(found).isEqualTo(upload.after);
        }
        JsonNode again = ok(upload(server, upload, key));
        assertThat(again.get("size").asInt()).as("%s again", upload).isEqualTo(upload.after);
        assertThat(size(server, key)).isEqualTo(upload.after);
        if (upload == Upload.HOLD) {
            String late = "{\"id\":\"" + unknown(key, 0) + "\"}\n{\"id\":\"" + unknown(key, UNKNOWN - 1) + "\"}";
            ok(server.send("POST", PROJECT + "/profiles/import", "application/x-ndjson", late));
            Awaitility.await("members that were held")
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> size(server, key) == upload.after + 2);
        }
    }

    private static void load(ServerProcess server) throws IOException {
        InputStream rows = new RowStream(PROFILES, row -> "{\"id\":\"p" + row + "\"}");
        ok(server.stream("POST", PROJECT + "/profiles/import", "application/x-ndjson", rows));
    }

    private static void make(ServerProcess server, String key) throws IOException {
        String body = "{\"name\":\"List\",\"key\":\"" + key + "\",\"type\":\"static\",\"profiles\":[\"p0\"]}";
        HttpResponse<String> made = server.send("POST", PROJECT + "/segments", "application/json", body);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    private static HttpResponse<String> upload(ServerProcess server, Upload upload, String key) throws IOException {
        InputStream rows = new RowStream(
                PROFILES + UNKNOWN, row -> row == 0 ? "id" : row < PROFILES ? "p" + row : unknown(key, row - PROFILES));
        return send(server, upload.method, key, upload.unknown, rows);
    }

    private static String unknown(String key, int number) {
        return "u-" + key + "-" + number;
    }

    private static HttpResponse<String> send(
            ServerProcess server, String method, String key, String unknown, InputStream rows) throws IOException {
        return server.stream(method, PROJECT + "/segments/" + key + "/members?unknown=" + unknown, "text/csv", rows);
    }

    private static int size(ServerProcess server, String key) throws IOException {
        return ok(server.get(PROJECT + "/segments/" + key)).get("size").asInt();
    }

    private static JsonNode ok(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
