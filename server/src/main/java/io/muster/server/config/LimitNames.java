package io.muster.server.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code muster.limit} can bound, on any of its levels. */
final class LimitNames {
    static final List<String> ALL = List.of(
            "ingest",
            "read",
            "segments",
            "export",
            "erase",
            "admin",
            "token",
            "artsy",
            "apsis",
            "apsis-reports",
            "apsis-downloads");

    private LimitNames() {}

    /**
     * The limits by their own names: what stands for a hyphen depends on where a setting came from.
     *
     * @throws StartException for one that there is not
     */
    static Map<String, String> resolved(String level, Map<String, String> given) {
        return given.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(limit -> name(level, limit.getKey()), Map.Entry::getValue));
    }

    private static String name(String level, String given) {
        return ALL.stream()
                .filter(known -> letters(known).equals(letters(given)))
                .findFirst()
                .orElseThrow(() -> new StartException("muster.limit." + level + "." + given
                        + " is not a setting; what has limits is " + String.join(", ", ALL) + "."));
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }
}
