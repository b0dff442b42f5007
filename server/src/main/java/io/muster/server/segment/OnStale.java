package io.muster.server.segment;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.util.Locale;

/** What is to become of an export of a segment whose stored members are stale. */
public enum OnStale {
    /** It is made, and says so. */
    WARN,
    /** It is made, says so, and the segment is computed again. */
    REFRESH,
    /** It is refused. */
    REFUSE;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads what {@link #text} writes.
     *
     * @throws MusterException INVALID_REQUEST
     */
    public static OnStale parse(String text) {
        return switch (text) {
            case "warn" -> WARN;
            case "refresh" -> REFRESH;
            case "refuse" -> REFUSE;
            default ->
                throw new MusterException(
                        ErrorCode.INVALID_REQUEST, "on_stale is '" + text + "'; give warn, refresh or refuse.");
        };
    }
}
