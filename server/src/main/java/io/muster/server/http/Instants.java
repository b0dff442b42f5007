package io.muster.server.http;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Instants as callers write them. */
public final class Instants {

    private Instants() {}

    /**
     * Reads a query parameter, to the millisecond; null where it is not given.
     *
     * @throws MusterException INVALID_REQUEST
     */
    public static @Nullable Instant parameter(String name, @Nullable String text) {
        // A plus that was sent as it is has become a space.
        return text == null ? null : parse(name, text.replace(' ', '+'));
    }

    /**
     * Reads an instant, to the millisecond.
     *
     * @throws MusterException INVALID_REQUEST
     */
    public static Instant parse(String name, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeParseException e) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST,
                    name + ": '" + text + "' is no instant; give one such as 2026-03-02T06:00:00Z.",
                    e);
        }
    }
}
