package io.muster.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.testing.Seeds;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The server is killed at random moments while rows come in and exports are made. Every acknowledged import has to be
 * there whole, every other one whole or not at all, and every export has to come to an end.
 */
class CrashTest {

    private static final String PROJECT = "/v1/projects/default";
    private static final Set<String> ENDED = Set.of("succeeded", "failed");
    private static final int FILES_READ = 60;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<Integer, Long> found = new HashMap<>();

    @TempDir
    private Path directory;

    @Test
    void losesNothingWhenKilledFiveTimes() throws Exception {
        killAndCheck(5);
    }

    @Test
    @Tag("long")
    void losesNothingWhenKilledFiftyTimes() throws Exception {
        killAndCheck(50);
    }

    private void killAndCheck(int times) throws Exception {
        long seed = Seeds.of(CrashTest.class);
        Random random = new Random(seed);
        Path data = directory.resolve("data");
        Load load = new Load();
        for (int round = 0; round < times; round++) {
            ServerProcess server = ServerProcess.start(data);
            check(server, load);
            load.run(server, random, 200 + random.nextInt(2_500));
        }
        try (ServerProcess server = ServerProcess.start(data)) {
            check(server, load);
            assertThat(load.acknowledged()).as("imports acknowledged").isNotEmpty();
            assertThat(load.exports()).as("exports accepted").isNotEmpty();
            checkExports(server, load);
        }
    }

    /** Looks at the imports that are new since the last time, and at all of them together. */
    private void check(ServerProcess server, Load load) throws IOException {
        Set<Integer> acknowledged = load.acknowledged();
        for (Map.Entry<Integer, Integer> imported : load.begun().entrySet()) {
            int number = imported.getKey();
            long rows = imported.getValue();
            if (!found.containsKey(number)) {
                String where = "{\"property\":\"import\",\"is\":" + number + "}";
                long count = count(server, "{\"event\":\"Loaded\",\"where\":" + where + "}");
                if (acknowledged.contains(number)) {
                    assertThat(count)
                            .as("rows of acknowledged import %s", number)
                            .isEqualTo(rows);
                } else {
                    assertThat(count).as("rows of import %s", number).isIn(0L, rows);
                }
                found.put(number, count);
            }
        }
        assertThat(count(server, "{\"event\":\"Loaded\"}"))
                .as("rows of all imports together")
                .isEqualTo(found.values().stream().mapToLong(Long::longValue).sum());
    }

    private static long count(ServerProcess server, String definition) throws IOException {
        HttpResponse<String> answer = server.send(
                "POST", PROJECT + "/segments/preview", "application/json", "{\"definition\":" + definition + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body()).get("count").asLong();
    }

    /** Every export has come to an end; an even choice of their files is read whole. */
    private static void checkExports(ServerProcess server, Load load) throws Exception {
        List<String> succeeded = new ArrayList<>();
        for (String id : load.exports()) {
            String path = PROJECT + "/exports/" + id;
            JsonNode export = Awaitility.await("export " + id + " comes to an end")
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(50))
                    .until(
                            () -> JSON.readTree(server.get(path).body()),
                            it -> ENDED.contains(it.get("state").asString()));
            if (export.get("state").asString().equals("succeeded")) {
                succeeded.add(path);
            } else {
                assertThat(export.at("/error/detail").asString()).isNotEmpty();
            }
        }
        int step = Math.ceilDiv(Math.max(1, succeeded.size()), FILES_READ);
        for (int i = 0; i < succeeded.size(); i += step) {
            checkFile(server, succeeded.get(i));
        }
    }

    private static void checkFile(ServerProcess server, String path) throws Exception {
        JsonNode manifest = JSON.readTree(server.get(path + "/manifest").body());
        int number = 0;
        for (JsonNode entry : manifest.get("files")) {
            byte[] file = server.bytes(path + "/files/" + ++number);
            assertThat(sha256(file))
                    .as("%s, file %d of %s", path, number, manifest)
                    .isEqualTo(entry.get("sha256").asString());
        }
        String rows = server.get(path + "/file?format=csv").body();

        assertThat(rows.lines().count() - 1)
                .as("rows of %s as CSV, of %s", path, manifest)
                .isEqualTo(manifest.at("/rows/expected").asLong());
        assertThat(rows.lines().distinct().count()).isEqualTo(rows.lines().count());
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
