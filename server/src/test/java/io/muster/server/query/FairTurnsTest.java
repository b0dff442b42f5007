package io.muster.server.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class FairTurnsTest {
    private static final Duration NOW = Duration.ZERO;
    private static final Duration LONG = Duration.ofSeconds(30);

    private static FairTurns turns(int all) {
        return new FairTurns(all, all, System::nanoTime);
    }

    @Test
    void noTenantHasAllTurns() throws InterruptedException {
        FairTurns turns = turns(4);
        for (int i = 0; i < 3; i++) {
            assertThat(turns.acquire("loud", NOW)).isTrue();
        }

        assertThat(turns.acquire("loud", NOW)).isFalse();
        assertThat(turns.acquire("quiet", NOW)).isTrue();
        assertThat(turns.acquire("third", NOW)).as("all are taken").isFalse();
    }

    @Test
    void whileOthersAskATenantHasItsShareOfTheCores() throws InterruptedException {
        AtomicLong now = new AtomicLong();
        FairTurns turns = new FairTurns(8, 4, now::get);
        assertThat(turns.acquire("quiet", NOW)).isTrue();
        for (int i = 0; i < 2; i++) {
            assertThat(turns.acquire("loud", NOW)).isTrue();
        }

        assertThat(turns.acquire("loud", NOW)).as("half of four are two").isFalse();
        turns.release("quiet");
        assertThat(turns.acquire("loud", NOW)).as("it may ask again at once").isFalse();
        now.addAndGet(Duration.ofSeconds(6).toNanos());
        for (int i = 0; i < 4; i++) {
            assertThat(turns.acquire("loud", NOW)).as("it is alone now").isTrue();
        }
        assertThat(turns.acquire("loud", NOW))
                .as("three quarters of eight are six")
                .isFalse();
        assertThat(turns.acquire("quiet", NOW)).isTrue();
    }

    @Test
    void aSingleTurnCanBeAnyones() throws InterruptedException {
        FairTurns turns = turns(1);

        assertThat(turns.acquire("one", NOW)).isTrue();
        turns.release("one");
        assertThat(turns.acquire("other", NOW)).isTrue();
    }

    @Test
    void whoeverHasTheFewestIsServedFirst() throws Exception {
        List<String> served = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            FairTurns narrow = turns(1);
            assertThat(narrow.acquire("loud", NOW)).isTrue();
            List<Future<?>> all = new ArrayList<>();
            for (String tenant : List.of("loud", "loud", "loud", "quiet")) {
                int before = all.size() + 1;
                all.add(threads.submit(() -> {
                    assertThat(narrow.acquire(tenant, LONG)).isTrue();
                    synchronized (served) {
                        served.add(tenant);
                    }
                    narrow.release(tenant);
                    return before;
                }));
                Awaitility.await().until(() -> narrow.waiting() == before);
            }
            narrow.release("loud");
            for (Future<?> each : all) {
                each.get();
            }
        }
        assertThat(served.indexOf("quiet")).isLessThanOrEqualTo(1);
    }

    @Test
    void noTurnIsLostOrMadeWhateverComesTogether() throws Exception {
        long seed = new Random().nextLong();
        FairTurns turns = turns(3);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                Random random = new Random(seed + i);
                String tenant = "t" + random.nextInt(4);
                Duration patience = Duration.ofMillis(random.nextInt(3));
                all.add(threads.submit(() -> {
                    if (turns.acquire(tenant, patience)) {
                        most.accumulateAndGet(running.incrementAndGet(), Math::max);
                        Thread.onSpinWait();
                        running.decrementAndGet();
                        turns.release(tenant);
                    }
                    return tenant;
                }));
            }
            for (Future<?> each : all) {
                each.get();
            }
        }
        assertThat(most.get()).as("seed %s", seed).isBetween(1, 3);
        for (String tenant : List.of("a", "b", "c")) {
            assertThat(turns.acquire(tenant, NOW)).as("seed %s", seed).isTrue();
        }
    }

    @Test
    void aTurnThatNobodyHasCannotBeGivenBack() {
        assertThatThrownBy(() -> turns(1).release("nobody")).isInstanceOf(IllegalStateException.class);
    }
}
