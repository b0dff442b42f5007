package io.muster.server.export;

import java.util.Locale;

/** How far an export has come; the lower-case name is the stable one. */
public enum ExportState {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    /** It succeeded, and its file has since been deleted. */
    EXPIRED;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it has still to come to an end. */
    public boolean isUnderWay() {
        return this == QUEUED || this == RUNNING;
    }
}
