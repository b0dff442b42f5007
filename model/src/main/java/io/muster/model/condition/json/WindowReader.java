package io.muster.model.condition.json;

import static io.muster.model.ErrorCode.INVALID_WINDOW;
import static io.muster.model.ErrorCode.UNKNOWN_FIELD;

import io.muster.model.condition.Span;
import io.muster.model.condition.Value;
import io.muster.model.condition.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads windows. */
final class WindowReader {

    static final String BEFORE = "before";
    static final String AFTER = "after";

    private static final List<String> LEGAL =
            List.of("last", "unit", "calendar", "including_current", "from", "to", AFTER, BEFORE, "next", "zone");
    private static final List<String> BOUNDS = List.of("from", AFTER, "to", BEFORE);
    private static final List<String> UNITS =
            Stream.of(Window.Unit.values()).map(WindowReader::notation).toList();

    private final Problems problems;
    private final Scalars scalars;
    private final OperandReader operands;
    private final ZoneReader zones;

    WindowReader(Problems problems) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
        this.operands = new OperandReader(problems, false);
        this.zones = new ZoneReader(problems);
    }

    static String notation(Window.Unit unit) {
        return unit.name().toLowerCase(Locale.ROOT);
    }

    Optional<Window> read(Located window) {
        if (!window.node().isObject()) {
            return problems.wrongType(window, "a window, such as {\"last\": \"P7D\"}");
        }
        for (String name : window.node().propertyNames()) {
            if (!LEGAL.contains(name)) {
                problems.unknown(window.at(), name, UNKNOWN_FIELD, LEGAL);
            }
        }
        @Nullable ZoneId zone = window.find("zone").flatMap(zones::read).orElse(null);
        boolean last = window.node().has("last");
        boolean next = window.node().has("next");
        boolean range = BOUNDS.stream().anyMatch(window.node()::has);
        if (Stream.of(last, next, range).filter(present -> present).count() != 1) {
            String detail = "a window has one of: last; next; from (or after) with or without to (or before)";
            return problems.refuse(window, INVALID_WINDOW, detail);
        }
        if (range) {
            return range(window, zone);
        }
        return next ? next(window, zone) : last(window, zone);
    }

    private Optional<Window> next(Located window, @Nullable ZoneId zone) {
        refuseWith(window, "next", List.of("calendar", "including_current"));
        return amount(window, "next").map(span -> new Window.Next(span, zone));
    }

    private Optional<Window> last(Located window, @Nullable ZoneId zone) {
        boolean calendar = window.find("calendar").flatMap(scalars::bool).orElse(false);
        boolean current =
                window.find("including_current").flatMap(scalars::bool).orElse(false);
        if (calendar) {
            return calendar(window, current, zone);
        }
        if (current) {
            String detail = "including_current goes with \"calendar\": true; a rolling window always ends now";
            problems.add(window.at().child("including_current"), INVALID_WINDOW, detail);
        }
        return amount(window, "last").map(span -> new Window.Last(span, zone));
    }

    private Optional<Window> calendar(Located window, boolean current, @Nullable ZoneId zone) {
        Optional<Window.Unit> unit = unit(window);
        Located last = window.child("last");
        Optional<Integer> count = last.node().isString()
                ? problems.wrongType(
                        last, "a whole number of the calendar unit, such as {\"last\": 7, \"unit\": \"day\"}")
                : unit.flatMap(known -> scalars.count(last, known.most()));
        if (count.isEmpty()) {
            return Optional.empty();
        }
        if (count.get() == 0 && !current) {
            String detail = "the last 0 units are nothing; write 1 or more, or add \"including_current\": true";
            return problems.refuse(last, INVALID_WINDOW, detail);
        }
        return unit.map(known -> new Window.Calendar(count.get(), known, current, zone));
    }

    /** A rolling length: a duration by itself, or a number with its unit. */
    private Optional<Span> amount(Located window, String field) {
        Located amount = window.child(field);
        if (amount.node().isNumber()) {
            Optional<Window.Unit> unit = unit(window);
            Optional<Integer> count = unit.flatMap(known -> scalars.count(amount, known.most()));
            if (count.isPresent() && count.get() == 0) {
                return problems.refuse(amount, INVALID_WINDOW, "a window must be longer than nothing; write 1 or more");
            }
            return count.map(number -> span(number, unit.orElseThrow()));
        }
        refuseWith(window, "a duration", List.of("unit"));
        Optional<String> text =
                scalars.text(amount, "a duration such as \"P7D\", or a number with a \"unit\" beside it");
        try {
            return text.map(Span::parse);
        } catch (IllegalArgumentException e) {
            return problems.refuse(amount, INVALID_WINDOW, "found " + amount.found() + ": " + e.getMessage());
        }
    }

    private static Span span(int count, Window.Unit unit) {
        return Span.of(
                switch (unit) {
                    case HOUR -> Duration.ofHours(count);
                    case DAY -> Period.ofDays(count);
                    case WEEK -> Period.ofWeeks(count);
                    case MONTH -> Period.ofMonths(count);
                    case QUARTER -> Period.ofMonths(3 * count);
                    case YEAR -> Period.ofYears(count);
                });
    }

    private Optional<Window.Unit> unit(Located window) {
        Located unit = window.child("unit");
        String expected = "a unit: " + String.join(", ", UNITS);
        Optional<String> name = scalars.text(unit, expected);
        if (name.isEmpty() || UNITS.contains(name.get())) {
            return name.map(text -> Window.Unit.valueOf(text.toUpperCase(Locale.ROOT)));
        }
        String guess = Suggestion.nearest(name.get(), UNITS)
                .map(nearest -> "; did you mean \"" + nearest + "\"?")
                .orElse("");
        return problems.refuse(
                unit, INVALID_WINDOW, "found " + unit.found() + ", but this must be " + expected + guess);
    }

    private void refuseWith(Located window, String form, List<String> fields) {
        for (String field : fields) {
            if (window.node().has(field)) {
                problems.add(window.at().child(field), INVALID_WINDOW, field + " does not go with " + form);
            }
        }
    }

    private Optional<Window> range(Located window, @Nullable ZoneId zone) {
        refuseWith(window, "fixed bounds", List.of("unit", "calendar", "including_current"));
        return range(window, bound(window, "from", AFTER), bound(window, "to", BEFORE), zone);
    }

    /** The window that an attribute's or a property's {@code after} and {@code before} stand for, if it has any. */
    Optional<Window> bounds(Located object) {
        if (!object.node().has(AFTER) && !object.node().has(BEFORE)) {
            return Optional.empty();
        }
        return range(object, bound(object, AFTER), bound(object, BEFORE), null);
    }

    private Optional<Window> range(Located object, @Nullable Value from, @Nullable Value to, @Nullable ZoneId zone) {
        if (from == null && to == null) {
            return Optional.empty(); // refused already, for a field is there
        }
        return from != null && to != null && descends(from, to)
                ? problems.refuse(object, INVALID_WINDOW, "the start " + text(from) + " is after the end " + text(to))
                : Optional.of(new Window.Range(from, to, zone));
    }

    private static String text(Value bound) {
        return ValueWriter.json(bound).stringValue();
    }

    private @Nullable Value bound(Located window, String name, String other) {
        if (window.node().has(name) && window.node().has(other)) {
            problems.add(window.at().child(other), INVALID_WINDOW, other + " and " + name + " are the same bound");
        }
        return bound(window, window.node().has(name) ? name : other);
    }

    private @Nullable Value bound(Located window, String name) {
        return window.find(name).flatMap(operands::bound).orElse(null);
    }

    private static boolean descends(Value from, Value to) {
        if (from instanceof Value.Day(var first) && to instanceof Value.Day(var last)) {
            return first.isAfter(last);
        }
        return earliest(from).isAfter(latest(to));
    }

    // The day's zone may not be known yet; no zone is more than 18 hours from UTC.
    private static Instant earliest(Value bound) {
        return start(bound, ZoneOffset.MAX);
    }

    private static Instant latest(Value bound) {
        return start(bound, ZoneOffset.MIN);
    }

    private static Instant start(Value bound, ZoneOffset offset) {
        if (bound instanceof Value.Day(var date)) {
            return date.atStartOfDay(offset).toInstant();
        }
        return bound instanceof Value.Moment(var instant) ? instant : Instant.EPOCH;
    }
}
