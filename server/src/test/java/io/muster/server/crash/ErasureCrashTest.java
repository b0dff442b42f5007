package io.muster.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.testing.Seeds;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The server is killed at random moments while it erases. Whatever erasure it accepted is finished after the next start,
 * and nothing of whom it was about is left in any file.
 */
class ErasureCrashTest {

    private static final String PROJECT = "/v1/projects/default";
    private static final int AT_ONCE = 20;
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    private Path directory;

    private final List<String> accepted = new ArrayList<>();
    private int erased;

    @Test
    void whatWasBegunIsFinishedWhenKilledThrice() throws Exception {
        killAndCheck(3);
    }

    @Test
    @Tag("long")
    void whatWasBegunIsFinishedWhenKilledThirtyTimes() throws Exception {
        killAndCheck(30);
    }

    private void killAndCheck(int times) throws Exception {
        long seed = Seeds.of(ErasureCrashTest.class);
        Random random = new Random(seed);
        Path data = directory.resolve("data");
        int people = (times + 1) * AT_ONCE;
        for (int round = 0; round < times; round++) {
            try (ServerProcess server = ServerProcess.start(data)) {
                if (round == 0) {
                    fill(server, people);
                }
                check(server, people);
                begin(server);
                Awaitility.await()
                        .pollDelay(Duration.ofMillis(random.nextInt(1_500)))
                        .until(() -> true);
                server.kill();
            }
        }
        try (ServerProcess server = ServerProcess.start(data)) {
            check(server, people);
        }
        assertThat(left(data)).as("seed %d", seed).isEmpty();
    }

    private void fill(ServerProcess server, int people) throws IOException {
        send(
                server,
                "/profiles/import",
                IntStream.range(0, people)
                        .mapToObj(i -> "{\"id\": \"" + id(i) + "\", \"attributes\": {\"name\": \"" + id(i) + "\"}}"));
        send(
                server,
                "/events/import",
                IntStream.range(0, people)
                        .mapToObj(i ->
                                "{\"profile\": \"" + id(i) + "\", \"name\": \"Visit\", \"time\": 1, \"properties\":"
                                        + " {\"by\": \"" + id(i) + "\"}}"));
        HttpResponse<String> segment = server.send(
                "POST",
                PROJECT + "/segments",
                "application/json",
                "{\"name\": \"Visitors\", \"definition\": {\"event\": \"Visit\"}}");
        assertThat(segment.statusCode()).as(segment.body()).isEqualTo(201);
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> size(server) == people);
    }

    private static void send(ServerProcess server, String path, Stream<String> rows) throws IOException {
        HttpResponse<String> answer =
                server.send("POST", PROJECT + path, "application/x-ndjson", rows.collect(Collectors.joining("\n")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private void begin(ServerProcess server) throws IOException {
        String ids = IntStream.range(erased, erased + AT_ONCE)
                .mapToObj(i -> "\"" + id(i) + "\"")
                .collect(Collectors.joining(", "));
        HttpResponse<String> answer =
                server.send("POST", PROJECT + "/erasures", "application/json", "{\"profiles\": [" + ids + "]}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        accepted.add(JSON.readTree(answer.body()).get("id").asString());
        erased += AT_ONCE;
    }

    private void check(ServerProcess server, int people) throws IOException {
        for (String erasure : accepted) {
            Awaitility.await("erasure " + erasure)
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> json(server, "/erasures/" + erasure)
                            .path("state")
                            .asString()
                            .equals("succeeded"));
            JsonNode done = json(server, "/erasures/" + erasure);
            assertThat(done.get("profiles").asInt()).isEqualTo(AT_ONCE);
            assertThat(done.get("places").get(0).get("count").asInt())
                    .as("events")
                    .isEqualTo(AT_ONCE);
        }
        HttpResponse<String> count = server.send(
                "POST", PROJECT + "/segments/preview", "application/json", "{\"definition\": {\"event\": \"Visit\"}}");
        assertThat(JSON.readTree(count.body()).get("count").asInt()).isEqualTo(people - erased);
        assertThat(size(server)).isEqualTo(people - erased);
    }

    private static long size(ServerProcess server) throws IOException {
        return json(server, "/segments/visitors").path("size").asLong(-1);
    }

    private static JsonNode json(ServerProcess server, String path) throws IOException {
        return JSON.readTree(server.get(PROJECT + path).body());
    }

    /** Those who were erased and are still in a file. */
    private List<String> left(Path data) throws IOException {
        List<String> left = new ArrayList<>();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                IntStream.range(0, erased)
                        .filter(i -> content.contains(id(i)))
                        .forEach(i -> left.add(id(i) + " in " + data.relativize(file)));
            }
        }
        return left;
    }

    private static String id(int number) {
        return "person" + Long.toString(1_000_003L * (number + 7_919) * 7_907, 36) + "x";
    }
}
