package io.muster.server.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.ErrorCode;
import io.muster.model.condition.Condition;
import io.muster.server.segment.Segment.Failure;
import io.muster.server.segment.Segment.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final Instant HOUR_AGO = NOW.minus(Duration.ofHours(1));
    private static final Instant LATER = NOW.plus(Duration.ofHours(1));
    private static final Failure FAILURE = new Failure(ErrorCode.INTERNAL, "no");

    @Test
    void whatWasComputedInTimeIsFresh() {
        Freshness freshness = of(Duration.ofHours(2), run(HOUR_AGO, 1, LATER, false, null, 0));

        assertThat(freshness).isEqualTo(new Freshness(SegmentState.FRESH, false, LATER, null));
    }

    @Test
    void membersOlderThanTheContractAreStale() {
        Freshness freshness = of(Duration.ofMinutes(59), run(HOUR_AGO, 1, LATER, false, null, 0));

        assertThat(freshness.state()).isEqualTo(SegmentState.STALE);
        assertThat(freshness.reason()).isEqualTo("Its members are as of 2026-03-02T11:00:00Z, which is more than PT59M ago.");
    }

    @Test
    void membersOfAnEarlierVersionAreStale() {
        assertThat(of(null, run(HOUR_AGO, 0, LATER, false, null, 0)).reason())
                .isEqualTo("Its members are those of version 0; it is at version 1 now.");
    }

    @Test
    void whatItIsDefinedByMakesItStale() {
        assertThat(of(null, run(HOUR_AGO, 1, LATER, true, null, 0)).state()).isEqualTo(SegmentState.STALE);
    }

    @Test
    void aMissedRunMakesItStaleUnlessItIsUnderWay() {
        Instant missed = NOW.minusSeconds(61);

        assertThat(of(null, run(HOUR_AGO, 1, missed, false, null, 0)).state()).isEqualTo(SegmentState.STALE);
        assertThat(of(null, run(HOUR_AGO, 1, missed, false, NOW.plusSeconds(5), 0)).state())
                .isEqualTo(SegmentState.REFRESHING);
        assertThat(of(null, run(HOUR_AGO, 1, NOW.minusSeconds(59), false, null, 0)).state())
                .isEqualTo(SegmentState.FRESH);
    }

    @Test
    void nobodyRefreshesUnderALeaseThatIsOverOrAbsurd() {
        assertThat(of(null, run(HOUR_AGO, 1, LATER, false, NOW.minusSeconds(1), 0)).state())
                .isEqualTo(SegmentState.FRESH);
        assertThat(of(null, run(HOUR_AGO, 1, LATER, false, NOW.plus(Duration.ofDays(1)), 0)).state())
                .isEqualTo(SegmentState.FRESH);
    }

    @Test
    void failuresAreToldWithTheMembersFromBeforeThem() {
        Freshness freshness = of(null, run(HOUR_AGO, 1, LATER, false, null, 3));

        assertThat(freshness.state()).isEqualTo(SegmentState.FAILED);
        assertThat(freshness.reason()).isEqualTo("Its last 3 runs failed; its members are as of 2026-03-02T11:00:00Z.");
    }

    @Test
    void whatWasNeverComputedIsNewOrFailed() {
        assertThat(of(null, Run.NONE).state()).isEqualTo(SegmentState.NEW);
        assertThat(of(null, Run.NONE).stale()).isTrue();
    }

    private static Run run(
            Instant asOf, int version, Instant next, boolean outdated, @Nullable Instant lease, int failures) {
        return new Run(5L, asOf, asOf, 7L, version, next, 1, outdated, lease, failures, failures > 0 ? FAILURE : null);
    }

    private static Freshness of(@Nullable Duration maxAge, Run run) {
        SegmentContent content = new SegmentContent(
                "A", null, null, new Condition.All(List.of()), new Refresh.Daily(), null, maxAge, OnStale.WARN);
        return Freshness.of(
                new Segment("s_1", "p", "a", SegmentType.DYNAMIC, content, 1, run, HOUR_AGO, HOUR_AGO), NOW);
    }
}
