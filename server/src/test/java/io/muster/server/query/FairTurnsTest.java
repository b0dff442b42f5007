package io.muster.server.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.model.testing.Seeds;
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

    /** Somebody's only project. */
    private static Asker of(String organization) {
        return new Asker(organization, "p");
    }

    @Test
    void projectsOfOneOrganizationShareItsTurns() throws InterruptedException {
        FairTurns turns = new FairTurns(16, 8, System::nanoTime);
        Asker loud = new Asker("one", "loud");
        Asker sister = new Asker("one", "sister");
        assertThat(turns.acquire(sister, NOW)).isTrue();
        assertThat(turns.acquire(of("other"), NOW)).isTrue();

        assertThat(turns.acquire(loud, NOW)).isTrue();
        assertThat(turns.acquire(loud, NOW)).isTrue();
        assertThat(turns.acquire(loud, NOW))
                .as("two of its organization's four")
                .isFalse();
        assertThat(turns.acquire(sister, NOW)).isTrue();
        assertThat(turns.acquire(sister, NOW)).as("no more than its own two").isFalse();
        for (int i = 0; i < 3; i++) {
            assertThat(turns.acquire(of("other"), NOW))
                    .as("as many as two projects together")
                    .isTrue();
        }
        assertThat(turns.acquire(of("other"), NOW)).isFalse();
    }

    @Test
    void manyProjectsHaveNoMoreThanTheirOrganizationsShare() throws InterruptedException {
        FairTurns turns = new FairTurns(4, 2, System::nanoTime);
        assertThat(turns.acquire(of("other"), NOW)).isTrue();

        assertThat(turns.acquire(new Asker("one", "a"), NOW)).isTrue();
        assertThat(turns.acquire(new Asker("one", "b"), NOW))
                .as("one core each")
                .isFalse();
    }

    @Test
    void aSisterProjectsQuestionIsNextWhateverWaits() throws Exception {
        FairTurns turns = turns(1);
        Asker loud = new Asker("one", "loud");
        assertThat(turns.acquire(loud, NOW)).isTrue();
        List<String> served = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (String project : List.of("loud", "loud", "loud", "sister")) {
                Asker asker = new Asker("one", project);
                int before = all.size() + 1;
                all.add(threads.submit(() -> {
                    assertThat(turns.acquire(asker, LONG)).isTrue();
                    synchronized (served) {
                        served.add(project);
                    }
                    turns.release(asker);
                    return before;
                }));
                Awaitility.await().until(() -> turns.waiting() == before);
            }
            turns.release(loud);
            for (Future<?> each : all) {
                each.get();
            }
        }
        assertThat(served.indexOf("sister")).isLessThanOrEqualTo(1);
    }

    @Test
    void noTenantHasAllTurns() throws InterruptedException {
        FairTurns turns = turns(4);
        for (int i = 0; i < 3; i++) {
            assertThat(turns.acquire(of("loud"), NOW)).isTrue();
        }

        assertThat(turns.acquire(of("loud"), NOW)).isFalse();
        assertThat(turns.acquire(of("quiet"), NOW)).isTrue();
        assertThat(turns.acquire(of("third"), NOW)).as("all are taken").isFalse();
    }

    @Test
    void whileOthersAskATenantHasItsShareOfTheCores() throws InterruptedException {
        AtomicLong now = new AtomicLong();
        FairTurns turns = new FairTurns(8, 4, now::get);
        assertThat(turns.acquire(of("quiet"), NOW)).isTrue();
        for (int i = 0; i < 2; i++) {
            assertThat(turns.acquire(of("loud"), NOW)).isTrue();
        }

        assertThat(turns.acquire(of("loud"), NOW)).as("half of four are two").isFalse();
        turns.release(of("quiet"));
        assertThat(turns.acquire(of("loud"), NOW))
                .as("it may ask again at once")
                .isFalse();
        now.addAndGet(Duration.ofSeconds(6).toNanos());
        for (int i = 0; i < 4; i++) {
            assertThat(turns.acquire(of("loud"), NOW)).as("it is alone now").isTrue();
        }
        assertThat(turns.acquire(of("loud"), NOW))
                .as("three quarters of eight are six")
                .isFalse();
        assertThat(turns.acquire(of("quiet"), NOW)).isTrue();
    }

    @Test
    void aSingleTurnCanBeAnyones() throws InterruptedException {
        FairTurns turns = turns(1);

        assertThat(turns.acquire(of("one"), NOW)).isTrue();
        turns.release(of("one"));
        assertThat(turns.acquire(of("other"), NOW)).isTrue();
    }

    @Test
    void whoeverHasTheFewestIsServedFirst() throws Exception {
        List<String> served = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            FairTurns narrow = turns(1);
            assertThat(narrow.acquire(of("loud"), NOW)).isTrue();
            List<Future<?>> all = new ArrayList<>();
            for (String tenant : List.of("loud", "loud", "loud", "quiet")) {
                int before = all.size() + 1;
                all.add(threads.submit(() -> {
                    assertThat(narrow.acquire(of(tenant), LONG)).isTrue();
                    synchronized (served) {
                        served.add(tenant);
                    }
                    narrow.release(of(tenant));
                    return before;
                }));
                Awaitility.await().until(() -> narrow.waiting() == before);
            }
            narrow.release(of("loud"));
            for (Future<?> each : all) {
                each.get();
            }
        }
        assertThat(served.indexOf("quiet")).isLessThanOrEqualTo(1);
    }

    @Test
    void noTurnIsLostOrMadeWhateverComesTogether() throws Exception {
        long seed = Seeds.of(FairTurnsTest.class);
        FairTurns turns = turns(3);
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                Random random = new Random(seed + i);
                Asker tenant = new Asker("t" + random.nextInt(3), "p" + random.nextInt(2));
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
            assertThat(turns.acquire(of(tenant), NOW)).as("seed %s", seed).isTrue();
        }
    }

    @Test
    void aTurnThatNobodyHasCannotBeGivenBack() {
        assertThatThrownBy(() -> turns(1).release(of("nobody"))).isInstanceOf(IllegalStateException.class);
    }
}
