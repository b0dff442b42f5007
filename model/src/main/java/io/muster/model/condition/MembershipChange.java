package io.muster.model.condition;

import java.util.Locale;

/** What the membership log tells of a profile and a segment, in a stretch of time. */
public enum MembershipChange {
    /** Was in it at any instant of the time. */
    EVER,
    /** Came in at an instant of the time, having been outside just before. */
    ENTERED,
    /** Left at an instant of the time, having been in just before. */
    EXITED;

    /** Its name in the language, such as {@code entered}. */
    public String notation() {
        return name().toLowerCase(Locale.ROOT);
    }
}
