package io.muster.server.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.condition.Condition;
import io.muster.server.segment.RefreshStore.Claim;
import io.muster.server.segment.Segment.Run;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RefreshOrderTest {

    @Test
    void parentsComeBeforeChildrenHoweverSlow() {
        assertThat(order(claim("a", 1, 0, "b", "c"), claim("b", 900, 0, "c"), claim("c", 5_000, 0)))
                .containsExactly("c", "b", "a");
    }

    @Test
    void whatWasQuickComesFirst() {
        assertThat(order(claim("a", 300, 0), claim("b", 20, 0), claim("c", 100, 0)))
                .containsExactly("b", "c", "a");
    }

    @Test
    void whatFailedComesLast() {
        assertThat(order(claim("a", 1, 2), claim("b", 900, 0), claim("c", 1, 1)))
                .containsExactly("b", "c", "a");
    }

    @Test
    void nothingIsLostInACycle() {
        assertThat(order(claim("a", 1, 0, "b"), claim("b", 1, 0, "a"), claim("c", 1, 0)))
                .containsExactly("c", "a", "b");
    }

    private static List<String> order(Claim... claims) {
        return RefreshOrder.of(Arrays.asList(claims)).stream()
                .map(claim -> claim.segment().key())
                .toList();
    }

    private static Claim claim(String key, long took, int failures, String... uses) {
        List<Condition> parts = Arrays.stream(uses)
                .<Condition>map(Condition.InSegment::new)
                .toList();
        SegmentContent content = new SegmentContent(
                key, null, null, new Condition.All(parts), new Refresh.Daily(), null, null, OnStale.WARN);
        Run run = new Run(null, null, null, null, null, null, 0, false, null, failures, null);
        Segment segment = new Segment(
                "s_" + key, "p", key, SegmentType.DYNAMIC, content, 1, run, Instant.EPOCH, Instant.EPOCH);
        return new Claim(segment, 1, null, took);
    }
}
