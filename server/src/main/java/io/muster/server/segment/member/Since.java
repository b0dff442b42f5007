package io.muster.server.segment.member;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.http.Instants;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** From where a feed of changes is to start. */
sealed interface Since {

    /** With the first change that is known. */
    record Beginning() implements Since {}

    /** After that instant. */
    record After(Instant instant) implements Since {}

    /** With the changes that newer data than that brought. */
    record Above(long dataVersion) implements Since {}

    /**
     * Reads the query parameter {@code since}.
     *
     * @throws MusterException INVALID_REQUEST
     */
    static Since parse(@Nullable String text) {
        if (text == null) {
            return new Beginning();
        }
        if (text.matches("\\d{1,18}")) {
            return new Above(Long.parseLong(text));
        }
        try {
            Instant instant = Instants.parameter("since", text);
            return instant == null ? new Beginning() : new After(instant);
        } catch (MusterException e) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST,
                    "since: '" + text + "' is neither an instant such as 2026-03-02T06:00:00Z nor a data version such"
                            + " as 1842.",
                    e);
        }
    }
}
