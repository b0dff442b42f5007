package io.muster.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.Locale;

/** How the stored members of a segment stand. */
public enum SegmentState {
    /** Never computed. */
    NEW,
    /** Members are stored and young enough. */
    FRESH,
    /** Being computed. */
    REFRESHING,
    /** Older than the segment allows, or of an earlier definition. */
    STALE,
    /** The last run failed; the members from before it are still there. */
    FAILED,
    /** One that this client does not know yet. */
    @JsonEnumDefaultValue
    UNKNOWN;

    /** The name that the interface has for it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
