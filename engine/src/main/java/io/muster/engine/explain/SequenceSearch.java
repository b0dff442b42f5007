package io.muster.engine.explain;

import io.muster.engine.Event;
import io.muster.model.condition.Condition;
import io.muster.model.condition.EventPattern;
import io.muster.model.condition.Gap;
import io.muster.model.condition.Window;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for events that a sequence can take for its steps. Step by step it keeps the times at which a beginning of the
 * sequence can end; only times matter, since what a step asks of its event it asks of that alone.
 */
final class SequenceSearch {

    private final ProfileFacts facts;
    private final Condition.Sequence sequence;
    private final ZoneId zone;

    SequenceSearch(ProfileFacts facts, Condition.Sequence sequence, ZoneId zone) {
        this.facts = facts;
        this.sequence = sequence;
        this.zone = zone;
    }

    boolean isFound() {
        List<long[]> steps = sequence.steps().stream()
                .map(step -> times(List.of(step.event())))
                .toList();
        List<long[]> forbidden =
                sequence.steps().stream().map(step -> times(step.without())).toList();
        Duration span = sequence.span();
        if (span == null) {
            return goesOn(steps.getFirst(), steps, forbidden, Long.MAX_VALUE);
        }
        return Arrays.stream(steps.getFirst())
                .anyMatch(first -> goesOn(new long[] {first}, steps, forbidden, first + span.toMillis()));
    }

    private boolean goesOn(long[] first, List<long[]> steps, List<long[]> forbidden, long latest) {
        long[] ends = first;
        for (int i = 1; i < steps.size() && ends.length > 0; i++) {
            long[] before = ends;
            Gap gap = sequence.steps().get(i).after();
            long[] without = forbidden.get(i);
            ends = Arrays.stream(steps.get(i))
                    .filter(time -> time <= latest && follows(time, before, gap, without))
                    .toArray();
        }
        return ends.length > 0;
    }

    /** Whether one of the earlier times is near enough, far enough, and has nothing forbidden after it. */
    private static boolean follows(long time, long[] earlier, @Nullable Gap gap, long[] without) {
        Duration min = gap == null ? null : gap.min();
        Duration max = gap == null ? null : gap.max();
        long latest = min == null ? time - 1 : Math.min(time - 1, time - min.toMillis());
        long earliest = max == null ? Long.MIN_VALUE : time - max.toMillis();
        int last = below(without, time);
        if (last >= 0) {
            earliest = Math.max(earliest, without[last]);
        }
        int candidate = below(earlier, latest + 1);
        return candidate >= 0 && earlier[candidate] >= earliest;
    }

    /** The index of the greatest that is below; −1 for none. */
    private static int below(long[] sorted, long bound) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    private long[] times(List<EventPattern> patterns) {
        return patterns.stream()
                .flatMapToLong(this::times)
                .sorted()
                .distinct()
                .toArray();
    }

    private LongStream times(EventPattern pattern) {
        EventMatch match = new EventMatch(pattern.where(), (Window.Resolved) sequence.within(), zone);
        return facts.events(pattern.name()).stream().filter(match).mapToLong(Event::timeMillis);
    }
}
