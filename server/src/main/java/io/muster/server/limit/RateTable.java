package io.muster.server.limit;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.config.MusterProperties;
import io.muster.server.config.StartException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The rates that hold unless a project says otherwise: by level, and by what is limited. That is a route class
 * ({@code ingest}, {@code read}, {@code segments}, {@code export}, {@code erase}, {@code admin}), {@code token}, an interface of its own
 * limits ({@code artsy}, {@code apsis}), or what such an interface asks for by name.
 */
@Component
class RateTable {
    private static final Map<String, String> APPLICATION = Map.of(
            "ingest", "20000/s",
            "read", "2000/s",
            "segments", "500/s",
            "export", "200/s",
            "erase", "200/s",
            "admin", "200/s",
            "token", "10/min",
            "artsy", "5/s");
    private static final Map<String, String> ORGANIZATION =
            Map.of("apsis", "100/s", "apsis-reports", "1/s", "apsis-downloads", "60/min");

    private final Map<Level, Map<String, Optional<Rate>>> rates;

    RateTable(MusterProperties properties) {
        MusterProperties.Limit limit = properties.limit();
        this.rates = Map.of(
                Level.APPLICATION, read("application", APPLICATION, limit.application()),
                Level.PROJECT, read("project", Map.of(), limit.project()),
                Level.ORGANIZATION, read("organization", ORGANIZATION, limit.organization()));
    }

    /** Whose requests are counted together. */
    enum Level {
        APPLICATION,
        PROJECT,
        ORGANIZATION
    }

    Optional<Rate> find(Level level, String name) {
        return rates.getOrDefault(level, Map.of()).getOrDefault(name, Optional.empty());
    }

    private static Map<String, Optional<Rate>> read(
            String level, Map<String, String> usual, Map<String, String> given) {
        Map<String, String> all = new HashMap<>(usual);
        all.putAll(given);
        Map<String, Optional<Rate>> read = new HashMap<>();
        all.forEach((name, text) -> read.put(name, rate("muster.limit." + level + "." + name, text)));
        return read;
    }

    private static Optional<Rate> rate(String setting, String text) {
        try {
            return Rate.parse(text);
        } catch (MusterException e) {
            throw new StartException(setting + ": " + e.detail(), e);
        }
    }

    /** The names that a project may give rates to. */
    static void check(String name) {
        if (Stream.of("ingest", "read", "segments", "export", "erase", "admin").noneMatch(name::equals)) {
            throw new MusterException(
                    ErrorCode.UNKNOWN_FIELD,
                    "'" + name + "' is not known here; there are ingest, read, segments, export, erase, admin.");
        }
    }
}
