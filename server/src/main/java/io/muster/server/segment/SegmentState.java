package io.muster.server.segment;

import java.util.Locale;

/** How a segment stands just now; worked out when it is asked for, never stored. */
public enum SegmentState {
    /** Never computed. */
    NEW,
    /** Computed, and nothing says that its members should be other ones. */
    FRESH,
    /** Being computed, by a server that was heard of lately. */
    REFRESHING,
    /** Older than it may be, or than what it is defined by. */
    STALE,
    /** Its last run failed; it is tried again by itself. */
    FAILED;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
