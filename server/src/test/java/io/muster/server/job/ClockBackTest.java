package io.muster.server.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.server.catalog.Ids;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.SteppedClock;
import io.muster.server.test.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that ran two hours ahead, until its clock was set right. */
@OnEachDatabase
class ClockBackTest {
    private static final Duration AHEAD = Duration.ofHours(2);
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    private Path data;

    private final Map<String, String> settings;

    ClockBackTest(Database database) {
        this.settings = new HashMap<>(database.settings());
        settings.put("muster.job.poll", "100ms");
    }

    /** Housekeeping that counts. */
    static final class Counting implements RecurringWork {
        private final AtomicInteger runs = new AtomicInteger();

        @Override
        public String name() {
            return "counting";
        }

        @Override
        public Duration every() {
            return Duration.ofMillis(100);
        }

        @Override
        public void run() {
            runs.incrementAndGet();
        }
    }

    @Test
    void housekeepingGoesOnWhenTheClockIsPutBack() {
        try (TestServer server = start()) {
            ahead(server);
            server.bean(SteppedClock.class).step(AHEAD.negated());
            awaitRun(server);
        }
    }

    @Test
    void housekeepingGoesOnWhenTheClockWasPutBackBetweenTwoServers() {
        String before;
        try (TestServer server = start()) {
            ahead(server);
            before = server.owner()
                    .post("/v1/projects", "{\"name\": \"Before\", \"key\": \"before\"}")
                    .at("/id");
        }
        try (TestServer server = start()) {
            awaitRun(server);
            assertThat(server.bean(Ids.class).next("p"))
                    .as("ids go on from the newest there is")
                    .isGreaterThan(before);
        }
    }

    private TestServer start() {
        return TestServer.start(data, settings, SteppedClock.class, Counting.class);
    }

    /** Puts the clock ahead, and waits until a run that began there has ended. */
    private static void ahead(TestServer server) {
        awaitRun(server);
        server.bean(SteppedClock.class).step(AHEAD);
        awaitRun(server);
    }

    /** A second run begins after the first has ended. */
    private static void awaitRun(TestServer server) {
        AtomicInteger runs = server.bean(Counting.class).runs;
        int now = runs.get();
        await().atMost(SOON).until(() -> runs.get() >= now + 2);
    }
}
