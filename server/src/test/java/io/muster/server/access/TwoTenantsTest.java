package io.muster.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Latencies;
import io.muster.server.test.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two organizations on one server. One asks as much as it can, the other as before. */
class TwoTenantsTest {
    private static final int EVENTS = Integer.getInteger("muster.flood.events", 50_000);
    private static final int CONNECTIONS = 32;
    private static final double AIM = 2;
    private static final Duration SPAN = Duration.ofSeconds(Integer.getInteger("muster.flood.seconds", 3));

    @Test
    @SuppressWarnings("SystemOut")
    void aFloodOfOneDoesNotStopTheOther(@TempDir Path directory) throws Exception {
        try (TestServer server = TestServer.start(directory.resolve("data"), Map.of())) {
            Tenant quiet = new Tenant(server, 1);
            Tenant loud = new Tenant(server, 2);
            quiet.times(SPAN);
            Latencies calm = quiet.times(SPAN);
            AtomicBoolean over = new AtomicBoolean();
            AtomicLong asked = new AtomicLong();
            List<Future<?>> callers = new ArrayList<>();
            try (ExecutorService threads = Executors.newFixedThreadPool(CONNECTIONS)) {
                for (int i = 0; i < CONNECTIONS; i++) {
                    callers.add(threads.submit(() -> loud.flood(over, asked)));
                }
                Latencies flooded = quiet.times(SPAN);
                over.set(true);
                for (Future<?> caller : callers) {
                    caller.get();
                }
                System.out.printf(
                        Locale.ROOT,
                        "TwoTenantsTest: %d questions a second of one; the other's p50 %.1f ms, alone %.1f ms, ratio %.2f;"
                                + " p99 %.1f ms, alone %.1f ms, ratio %.2f (aim %.0f)%n",
                        asked.get() / SPAN.toSeconds(),
                        flooded.millis(0.5),
                        calm.millis(0.5),
                        flooded.millis(0.5) / calm.millis(0.5),
                        flooded.millis(0.99),
                        calm.millis(0.99),
                        flooded.millis(0.99) / calm.millis(0.99),
                        AIM);
                assertThat(flooded.count()).as("the quiet one's answers").isPositive();
                assertThat(asked.get()).as("the loud one's answers").isPositive();
            }
        }
    }

    /** An organization with a project, and a question that no cache can answer. */
    private static final class Tenant {
        private final ApiClient client;
        private final String path;
        private final AtomicLong question = new AtomicLong();

        Tenant(TestServer server, int number) {
            Tenants tenants = new Tenants(server);
            ApiClient owner = tenants.owner(tenants.organization());
            path = "/v1/projects/" + tenants.project(owner).at("/key");
            client = owner.unchecked();
            StringBuilder events = new StringBuilder();
            for (int i = 0; i < EVENTS; i++) {
                events.append("{\"id\":\"")
                        .append(i)
                        .append("\",\"profile\":\"p")
                        .append(i % 5_000);
                events.append("\",\"name\":\"Order Completed\",\"time\":\"");
                events.append(Instant.parse("2026-01-01T00:00:00Z").plusSeconds(i * 60L));
                events.append("\",\"properties\":{\"total\":")
                        .append(i % 97 * number)
                        .append("}}\n");
            }
            Answer imported = client.post(
                    path + "/events/import",
                    "application/x-ndjson",
                    events.toString().getBytes(StandardCharsets.UTF_8));
            assertThat(imported.status()).as(imported.text()).isEqualTo(200);
        }

        private Answer ask() {
            long number = question.incrementAndGet();
            return client.post(
                    path + "/segments/preview",
                    "{\"definition\": {\"event\": \"Order Completed\", \"sum\": {\"property\": \"total\", \"gte\": "
                            + number + "}, \"within\": {\"from\": \"2026-01-01\", \"to\": \"2026-03-01\"}}}");
        }

        Latencies times(Duration span) {
            return Latencies.of(span, () -> {
                Answer answer = ask();
                assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            });
        }

        void flood(AtomicBoolean over, AtomicLong asked) {
            while (!over.get()) {
                Answer answer = ask();
                assertThat(answer.status()).as(answer.text()).isIn(200, 503);
                if (answer.status() == 200) {
                    asked.incrementAndGet();
                }
            }
        }
    }
}
