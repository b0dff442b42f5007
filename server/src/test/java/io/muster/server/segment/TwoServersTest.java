package io.muster.server.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.muster.engine.SegmentEngine;
import io.muster.model.ProjectId;
import io.muster.server.project.Projects;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;

/** Two servers on one PostgreSQL, each with the same rows in an engine of its own. */
@ResourceLock("scripted engine")
class TwoServersTest {

    private static final int SEGMENTS = 20;
    private static final String HOME = "/v1/projects/default";

    @Test
    void eachDueSegmentIsComputedByOneOfThem(@TempDir Path first, @TempDir Path second) {
        Map<String, String> settings = new HashMap<>(Database.POSTGRESQL.settings());
        settings.put("muster.job.poll", "100ms");
        try (TestServer one = TestServer.start(first, settings, ScriptedEngine.Wiring.class);
                TestServer other = TestServer.start(second, settings, ScriptedEngine.Wiring.class)) {
            List<TestServer> both = List.of(one, other);
            both.forEach(server -> fill(server, "a", "b", "c"));
            for (int i = 0; i < SEGMENTS; i++) {
                one.owner()
                        .post(
                                HOME + "/segments",
                                "{\"name\":\"S" + i + "\",\"definition\":{\"attribute\":\"n\",\"gte\":" + i
                                        + "},\"refresh\":\"PT1H\"}");
            }
            awaitRunsAfter(one.owner(), Instant.EPOCH);
            both.forEach(server -> fill(server, "d"));
            long before = computed(both);

            ScriptedEngine.CLOCK.step(Duration.ofMinutes(61));

            awaitRunsAfter(other.owner(), ScriptedEngine.CLOCK.instant().minusSeconds(60));
            assertThat(computed(both) - before).isEqualTo(SEGMENTS);
        }
    }

    private static void fill(TestServer server, String... ids) {
        ProjectId project = server.bean(Projects.class).all().getFirst();
        server.bean(SegmentEngine.class).createProject(project);
        StringBuilder rows = new StringBuilder();
        for (String id : ids) {
            rows.append("{\"id\":\"").append(id).append("\",\"attributes\":{\"n\":100}}\n");
        }
        server.owner()
                .post(
                        HOME + "/profiles/import",
                        "application/x-ndjson",
                        rows.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static long computed(List<TestServer> servers) {
        return servers.stream()
                .flatMap(server -> server.bean(MeterRegistry.class).find("muster.segment.refresh").timers().stream())
                .mapToLong(Timer::count)
                .sum();
    }

    private static void awaitRunsAfter(ApiClient owner, Instant instant) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            JsonNode items = owner.get(HOME + "/segments?limit=100").json().get("items");
            return items.size() == SEGMENTS
                    && items.valueStream().allMatch(segment -> !segment.get("last_run").isNull()
                            && Instant.parse(segment.get("last_run").asString()).isAfter(instant));
        });
    }
}
