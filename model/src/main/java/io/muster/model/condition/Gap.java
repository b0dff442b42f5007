package io.muster.model.condition;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long after the step before an event is, to the millisecond; at least one bound is there.
 *
 * @param min at least so long, null for any time later
 * @param max at most so long, null for any time later
 */
public record Gap(@Nullable Duration min, @Nullable Duration max) {
    public Gap {
        min = min == null ? null : Durations.checked(min);
        max = max == null ? null : Durations.checked(max);
        if (min == null && max == null) {
            throw new IllegalArgumentException("a gap has at least one bound");
        }
        if (min != null && max != null && min.compareTo(max) > 0) {
            throw new IllegalArgumentException("min " + min + " is longer than max " + max);
        }
    }
}
