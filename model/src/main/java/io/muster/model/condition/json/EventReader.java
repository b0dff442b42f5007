package io.muster.model.condition.json;

import static io.muster.model.ErrorCode.INVALID_DEFINITION;
import static io.muster.model.ErrorCode.WRONG_TYPE;

import io.muster.model.condition.Condition;
import io.muster.model.condition.EventPattern;
import io.muster.model.condition.Measure;
import io.muster.model.condition.Test;
import io.muster.model.condition.Window;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads conditions on a profile's events, and their measures. */
final class EventReader {

    private static final List<String> MEASURES =
            List.of("count", "days", "sum", "avg", "min", "max", "distinct", "first", "last");
    static final List<String> FIELDS = List.of(
            "event", "where", "within", "count", "days", "sum", "avg", "min", "max", "distinct", "first", "last");

    private final Problems problems;
    private final Scalars scalars;
    private final EventPatternReader patterns;
    private final WindowReader windows;
    private final OperatorReader bounds;

    EventReader(Problems problems, KindReader kinds) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
        this.patterns = new EventPatternReader(problems, kinds);
        this.windows = new WindowReader(problems);
        this.bounds = OperatorReader.forMeasures(problems);
    }

    /** The condition; empty where something is wrong that leaves none. */
    Optional<Condition> read(Located condition, int level) {
        Optional<EventPattern> pattern = patterns.read(condition, FIELDS, level);
        @Nullable
        Window within = condition.find("within").flatMap(windows::read).orElse(null);
        Optional<Measure> measure = measure(condition);
        return measure.flatMap(
                what -> pattern.map(events -> new Condition.Event(events.name(), events.where(), within, what)));
    }

    private Optional<Measure> measure(Located event) {
        List<String> present = MEASURES.stream().filter(event.node()::has).toList();
        if (present.isEmpty()) {
            return Optional.of(Measure.Count.AT_LEAST_ONE);
        }
        if (present.size() > 1) {
            String detail = String.join(" and ", present) + " in one event condition; it has at most one of them, so"
                    + " write a condition for each inside all";
            return problems.refuse(event, INVALID_DEFINITION, detail);
        }
        return measure(present.getFirst(), event.child(present.getFirst()));
    }

    private Optional<Measure> measure(String name, Located measure) {
        return switch (name) {
            case "first" -> flag(measure, new Measure.First());
            case "last" -> flag(measure, new Measure.Last());
            case "count" -> tests(measure, Set.of()).map(Measure.Count::new);
            case "days" -> tests(measure, Set.of()).map(Measure.Days::new);
            default -> aggregate(Measure.Function.valueOf(name.toUpperCase(Locale.ROOT)), measure);
        };
    }

    private Optional<Measure> flag(Located value, Measure measure) {
        return value.node().isBoolean() && value.node().booleanValue()
                ? Optional.of(measure)
                : problems.wrongType(value, "true, or left out");
    }

    private Optional<Measure> aggregate(Measure.Function function, Located measure) {
        Optional<List<Test>> tests = tests(measure, Set.of("property"));
        if (!measure.node().isObject()) {
            return Optional.empty();
        }
        Optional<String> property =
                scalars.name(measure.child("property"), "the name of the property that is aggregated");
        return tests.flatMap(list -> property.map(name -> new Measure.Aggregate(function, name, list)));
    }

    private Optional<List<Test>> tests(Located measure, Set<String> own) {
        if (!measure.node().isObject()) {
            String fields = own.isEmpty() ? "" : "\"property\": \"total\", ";
            return problems.refuse(
                    measure,
                    WRONG_TYPE,
                    "found " + measure.found() + ", but this must be an object, such as {" + fields + "\"gte\": 3}");
        }
        List<Test> tests = bounds.read(measure, own).tests();
        return tests.isEmpty() ? Optional.empty() : Optional.of(tests);
    }
}
