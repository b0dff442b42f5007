package io.muster.client;

import java.time.Instant;

/** A profile that entered a segment or left it. */
public record MemberChange(String profile, Kind change, Instant time, long dataVersion, int definitionVersion) {

    /** What happened. */
    public enum Kind {
        ENTERED,
        EXITED;

        /** The name that the interface has for it. */
        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
