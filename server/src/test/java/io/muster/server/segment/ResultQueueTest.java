package io.muster.server.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.segment.RefreshStore.Claim;
import io.muster.server.segment.RefreshStore.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class ResultQueueTest {

    @Test
    void aResultIsStoredWhileTheNextIsStillBeingComputed() throws InterruptedException {
        CountDownLatch stored = new CountDownLatch(1);

        try (ResultQueue queue = new ResultQueue(_ -> stored.countDown())) {
            queue.add(result(0));

            assertThat(stored.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whatWaitsAtTheSameTimeIsStoredTogetherAndInOrder() throws InterruptedException {
        List<List<Long>> groups = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);

        try (ResultQueue queue = new ResultQueue(group -> {
            groups.add(numbers(group));
            begun.countDown();
            await(released);
        })) {
            queue.add(result(0));
            begun.await();
            for (int i = 1; i <= 10; i++) {
                queue.add(result(i));
            }
            released.countDown();
        }

        assertThat(groups).containsExactly(List.of(0L), List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L));
    }

    @Test
    void closingWaitsUntilAllIsStoredHoweverMuchThereWas() {
        List<Long> stored = Collections.synchronizedList(new ArrayList<>());

        try (ResultQueue queue = new ResultQueue(group -> stored.addAll(numbers(group)))) {
            for (int i = 0; i < 1_000; i++) {
                queue.add(result(i));
            }
        }

        assertThat(stored).hasSize(1_000).isSorted();
    }

    @Test
    void aGroupThatCannotBeStoredHoldsUpNoOther() throws InterruptedException {
        List<Long> stored = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch failing = new CountDownLatch(1);

        try (ResultQueue queue = new ResultQueue(group -> {
            if (failing.getCount() > 0) {
                failing.countDown();
                throw new IllegalStateException("the disk is full");
            }
            stored.addAll(numbers(group));
        })) {
            queue.add(result(0));
            failing.await();
            queue.add(result(1));
        }

        assertThat(stored).containsExactly(1L);
    }

    @Test
    void whoeverIsInterruptedStaysSoAndLosesNothing() {
        List<Long> stored = Collections.synchronizedList(new ArrayList<>());

        try (ResultQueue queue = new ResultQueue(group -> stored.addAll(numbers(group)))) {
            Thread.currentThread().interrupt();
            for (int i = 0; i < 200; i++) {
                queue.add(result(i));
            }
        }

        assertThat(Thread.interrupted()).isTrue();
        assertThat(stored).hasSize(200);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Long> numbers(List<Computed> group) {
        return group.stream().map(each -> each.outcome().dataVersion()).toList();
    }

    /** The number is that of the data version, which is as good as another to know it by. */
    private static Computed result(long number) {
        Claim claim = SampleClaims.claim("s" + number, 0, 0);
        return new Computed(claim, new Outcome("", number, Instant.EPOCH, null), null, Duration.ZERO);
    }
}
