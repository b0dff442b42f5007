package io.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.model.condition.Condition;
import io.muster.model.condition.Measure;
import io.muster.model.condition.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class LeafCacheTest {

    private static final DataMark MARK = new DataMark() {};
    private static final RoaringBitmap SOME = RoaringBitmap.bitmapOf(1, 2, 3);

    private final LeafCache cache = new LeafCache(LeafCache.DEFAULT_BYTES);
    private final AtomicInteger computed = new AtomicInteger();

    @Test
    void computesABitmapOnce() {
        RoaringBitmap first = get(cache, key("a", 1, "vip"));

        assertThat(get(cache, key("a", 1, "vip"))).isSameAs(first);
        assertThat(computed).hasValue(1);
    }

    @Test
    void keepsProjectsVersionsLeavesAndZonesApart() {
        get(cache, key("a", 1, "vip"));
        get(cache, key("b", 1, "vip"));
        get(cache, key("a", 2, "vip"));
        get(cache, key("a", 1, "new"));
        get(
                cache,
                new LeafCache.Key(
                        new ProjectId("a"), 1, new Condition.Tag("vip"), new EvaluationScope(ZoneOffset.MAX)));

        assertThat(computed).hasValue(5);
    }

    @Test
    void computesEqualRequestsAtTheSameTimeOnce() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<RoaringBitmap>> answers = new ArrayList<>();
            answers.add(threads.submit(() -> get(cache, key("a", 1, "vip"), () -> {
                asked.countDown();
                await(go);
                return compute();
            })));
            asked.await();
            for (int i = 0; i < 8; i++) {
                answers.add(threads.submit(() -> get(cache, key("a", 1, "vip"))));
            }
            go.countDown();
            for (Future<RoaringBitmap> answer : answers) {
                assertThat(answer.get()).isEqualTo(SOME);
            }
        }
        assertThat(computed).hasValue(1);
    }

    @Test
    void aFailureIsItsOwnCallersAndTheNextTriesAgain() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<RoaringBitmap> failing = threads.submit(() -> get(cache, key("a", 1, "vip"), () -> {
                asked.countDown();
                await(go);
                throw new MusterException(ErrorCode.CANCELLED, "cancelled");
            }));
            asked.await();
            Future<RoaringBitmap> waiting = threads.submit(() -> get(cache, key("a", 1, "vip")));
            go.countDown();

            assertThat(waiting.get()).isEqualTo(SOME);
            assertThatThrownBy(failing::get).hasRootCauseInstanceOf(MusterException.class);
        }
        assertThat(computed).hasValue(1);
    }

    @Test
    void whoWaitsEndsAtHisOwnDeadline() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        Deadline deadline = Deadline.none();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<RoaringBitmap> computing = threads.submit(() -> get(cache, key("a", 1, "vip"), () -> {
                asked.countDown();
                await(go);
                return compute();
            }));
            asked.await();
            Future<RoaringBitmap> waiting =
                    threads.submit(() -> cache.get(key("a", 1, "vip"), MARK, deadline, _ -> compute()));
            deadline.cancel();

            assertThatThrownBy(waiting::get).hasRootCauseInstanceOf(MusterException.class);
            go.countDown();
            assertThat(computing.get()).isEqualTo(SOME);
        }
    }

    @Test
    void dropsOutdatedVersionsFirstThenTheLongestUnused() {
        LeafCache small = new LeafCache(4_500);
        get(small, key("a", 1, "one"));
        get(small, key("a", 2, "two"));
        get(small, key("a", 2, "three"));
        get(small, key("a", 2, "four"));
        get(small, key("a", 1, "one"));
        assertThat(computed).hasValue(4);

        get(small, key("a", 2, "five"));
        get(small, key("a", 2, "two"));
        get(small, key("a", 2, "six"));
        assertThat(computed).hasValue(6);
        get(small, key("a", 2, "two"));
        get(small, key("a", 2, "four"));
        assertThat(computed).hasValue(6);
        get(small, key("a", 2, "three"));
        assertThat(computed).hasValue(7);
        assertThat(small.bytes()).isBetween(1L, 4_500L);
    }

    @Test
    void doesNotKeepWhatIsLargerThanAllItsRoom() {
        LeafCache none = new LeafCache(0);
        get(none, key("a", 1, "vip"));
        get(none, key("a", 1, "vip"));

        assertThat(computed).hasValue(2);
        assertThat(none.bytes()).isZero();
    }

    @Test
    void forgetsAProject() {
        get(cache, key("a", 1, "vip"));
        get(cache, key("b", 1, "vip"));
        cache.forget(new ProjectId("a"));
        get(cache, key("a", 1, "vip"));
        get(cache, key("b", 1, "vip"));

        assertThat(computed).hasValue(3);
    }

    @Test
    void startsFromTheBitmapWithTheNearestWindow() {
        get(cache, windowed(1, 0, 30));
        get(cache, windowed(1, 1, 31));
        get(cache, windowed(1, 3, 33));

        assertThat(startOf(windowed(2, 1, 32)))
                .hasValueSatisfying(known ->
                        assertThat(known.leaf()).isEqualTo(windowed(1, 1, 31).leaf()));
    }

    @Test
    void startsFromNothingThatIsNewerOrAboutAnotherStretchOfTime() {
        get(cache, windowed(5, 0, 30));
        get(cache, windowed(1, 0, 7));
        get(cache, windowed(1, 60, 90));
        get(cache, key("a", 1, "vip"));

        assertThat(startOf(windowed(2, 0, 30))).isEmpty();
    }

    @Test
    void dropsABitmapThatANewerOneWasMadeFrom() {
        get(cache, windowed(1, 0, 30));
        get(cache, windowed(2, 1, 31));
        long bytes = cache.bytes();
        get(cache, windowed(3, 2, 32));

        assertThat(cache.bytes()).isEqualTo(bytes);
    }

    private Optional<KnownLeaf> startOf(LeafCache.Key key) {
        List<Optional<KnownLeaf>> known = new ArrayList<>();
        cache.get(key, MARK, Deadline.none(), start -> {
            known.add(start);
            return compute();
        });
        return known.getFirst();
    }

    private static LeafCache.Key windowed(long version, int fromDay, int toDay) {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        Window.Resolved window = new Window.Resolved(
                start.plus(Duration.ofDays(fromDay)), start.plus(Duration.ofDays(toDay)), ZoneOffset.UTC);
        Condition leaf = new Condition.Event("Order", null, window, Measure.Count.AT_LEAST_ONE);
        return new LeafCache.Key(new ProjectId("a"), version, leaf, new EvaluationScope(ZoneOffset.UTC));
    }

    private RoaringBitmap get(LeafCache from, LeafCache.Key key) {
        return get(from, key, this::compute);
    }

    private static RoaringBitmap get(LeafCache from, LeafCache.Key key, Supplier<RoaringBitmap> compute) {
        return from.get(key, MARK, Deadline.none(), _ -> compute.get());
    }

    private RoaringBitmap compute() {
        computed.incrementAndGet();
        return SOME.clone();
    }

    private static LeafCache.Key key(String project, long version, String tag) {
        return new LeafCache.Key(
                new ProjectId(project), version, new Condition.Tag(tag), new EvaluationScope(ZoneOffset.UTC));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
