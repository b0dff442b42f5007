package io.muster.model.condition.json;

import static io.muster.model.ErrorCode.UNKNOWN_ZONE;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads time zones: names of the tz database, and fixed offsets in whole minutes. */
final class ZoneReader {

    private static final Set<String> NAMES = ZoneId.getAvailableZoneIds();
    private static final Pattern OFFSET = Pattern.compile("Z|(?:UTC|GMT)?[+-]\\d{2}:\\d{2}");

    private final Problems problems;
    private final Scalars scalars;

    ZoneReader(Problems problems) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
    }

    Optional<ZoneId> read(Located value) {
        Optional<String> name = scalars.text(value, "a time zone, such as \"Europe/Stockholm\"");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<ZoneId> zone = find(name.get());
        return zone.isPresent() ? zone : problems.refuse(value, UNKNOWN_ZONE, () -> detail(value, name.get()));
    }

    private static Optional<ZoneId> find(String name) {
        if (!NAMES.contains(name) && !OFFSET.matcher(name).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String detail(Located value, String name) {
        String guess =
                suggestion(name).map(zone -> "did you mean \"" + zone + "\"? ").orElse("");
        return "found " + value.found() + ", which is no time zone; " + guess
                + "Write a name of the tz database such as \"Europe/Stockholm\", or an offset such as \"+02:00\"";
    }

    /** A zone of that city, or the one with the most similar name. */
    private static Optional<String> suggestion(String name) {
        List<String> names = NAMES.stream().sorted().toList();
        String city = "/" + name.toLowerCase(Locale.ROOT).replace(' ', '_');
        Optional<String> ofCity = names.stream()
                .filter(zone -> zone.toLowerCase(Locale.ROOT).endsWith(city))
                .findFirst();
        return ofCity.isPresent() ? ofCity : Suggestion.nearest(name, names);
    }
}
