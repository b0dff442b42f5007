package io.muster.server.http;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/** Time zones by their IANA names. */
public final class Zones {
    private Zones() {}

    /**
     * Reads a zone's name.
     *
     * @throws MusterException UNKNOWN_ZONE
     */
    public static ZoneId parse(String name) {
        if (ZoneId.getAvailableZoneIds().contains(name)) {
            return ZoneId.of(name);
        }
        throw new MusterException(
                ErrorCode.UNKNOWN_ZONE,
                "'" + name + "' is not an IANA time zone; "
                        + similar(name)
                                .map(zone -> "did you mean " + zone + "?")
                                .orElse("give one such as Europe/Stockholm."));
    }

    private static Optional<String> similar(String name) {
        String wanted = name.toLowerCase(Locale.ROOT).replace(' ', '_');
        return ZoneId.getAvailableZoneIds().stream()
                .filter(zone ->
                        !wanted.isEmpty() && zone.toLowerCase(Locale.ROOT).endsWith(wanted))
                .min(String::compareTo);
    }
}
