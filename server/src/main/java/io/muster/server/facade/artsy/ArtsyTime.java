package io.muster.server.facade.artsy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Instants as this interface writes them: {@code 2014-08-31T15:05:29+00:00}. */
final class ArtsyTime {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'+00:00'").withZone(ZoneOffset.UTC);

    private ArtsyTime() {}

    static String of(Instant instant) {
        return FORMAT.format(instant);
    }
}
