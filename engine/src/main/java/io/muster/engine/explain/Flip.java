package io.muster.engine.explain;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a verdict would become the opposite if nothing but time passed.
 *
 * @param at the first instant of the opposite verdict; for {@code NOT_BEFORE} the last one that was looked at
 * @param provided that what other profiles and the past decide in it stays as it is
 */
public record Flip(Kind kind, @Nullable Instant at, boolean provided) {

    /** What is known of it. */
    public enum Kind {
        /** It flips at that instant, and not earlier. */
        AT,
        NEVER,
        /** It does not flip before or at that instant; later was not looked at. */
        NOT_BEFORE,
        /** It is not for this profile and time alone to decide. */
        UNKNOWN
    }
}
