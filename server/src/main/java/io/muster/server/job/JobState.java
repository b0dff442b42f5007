package io.muster.server.job;

import java.util.Locale;

/** Where a job is; the lower-case name is the stable one. */
public enum JobState {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /** The name as stored and shown. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static JobState parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
