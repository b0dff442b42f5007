package io.muster.model.condition.json;

import static io.muster.model.ErrorCode.INVALID_DEFINITION;

import io.muster.model.condition.Condition;
import io.muster.model.condition.EventPattern;
import io.muster.model.condition.Figure;
import io.muster.model.condition.Measure;
import io.muster.model.condition.Ranking;
import io.muster.model.condition.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads quantiles and what they rank by. */
final class QuantileReader {

    static final String BY_DAY = "days";

    static final List<String> FIELDS = List.of("of", "in", "by", "among");
    private static final List<String> FIGURES =
            List.of("count", "days", "sum", "avg", "min", "max", "distinct", "recency");
    private static final List<String> EVENTS = Stream.concat(Stream.of("event", "where", "within"), FIGURES.stream())
            .toList();

    private final Problems problems;
    private final KindReader kinds;
    private final Scalars scalars;
    private final EventPatternReader patterns;
    private final WindowReader windows;
    private final BiFunction<Located, Integer, Condition> conditions;

    /** {@code conditions} reads a condition at a level. */
    QuantileReader(Problems problems, KindReader kinds, BiFunction<Located, Integer, Condition> conditions) {
        this.problems = problems;
        this.kinds = kinds;
        this.scalars = new Scalars(problems);
        this.patterns = new EventPatternReader(problems, kinds);
        this.windows = new WindowReader(problems);
        this.conditions = conditions;
    }

    /** The condition; empty where something is wrong that leaves none. */
    Optional<Condition> read(Located quantile, int level) {
        if (!quantile.node().isObject()) {
            return problems.wrongType(
                    quantile, "an object, such as {\"of\": 5, \"in\": [4, 5], \"by\": {\"attribute\": \"age\"}}");
        }
        kinds.refuseOthers(quantile, FIELDS);
        Optional<Integer> of = number(quantile.child("of"), 2, Condition.Quantile.MAX_QUANTILES);
        Optional<List<Integer>> in = of.flatMap(most -> numbers(quantile.child("in"), most));
        Optional<Ranking> by = ranking(quantile.child("by"), level);
        @Nullable
        Condition among = quantile.find("among")
                .map(condition -> conditions.apply(condition, level + 1))
                .orElse(null);
        return in.flatMap(
                numbers -> by.map(ranking -> new Condition.Quantile(of.orElseThrow(), numbers, ranking, among)));
    }

    private Optional<List<Integer>> numbers(Located list, int most) {
        String expected = "a list of quantiles from 1 up to " + most + ", such as [" + most + "]";
        if (!list.node().isArray()) {
            return problems.wrongType(list, expected);
        }
        if (list.node().isEmpty() || list.node().size() > most) {
            String detail = "found " + list.node().size() + " quantiles, but this must be " + expected;
            return problems.refuse(list, INVALID_DEFINITION, detail);
        }
        List<Integer> numbers = new ArrayList<>();
        for (Located element : list.elements()) {
            number(element, 1, most).ifPresent(numbers::add);
        }
        return numbers.size() == list.node().size() ? Optional.of(numbers) : Optional.empty();
    }

    private Optional<Integer> number(Located value, int least, int most) {
        String expected = "a whole number from " + least + " up to " + most;
        if (!value.node().isIntegralNumber()) {
            return problems.wrongType(value, expected);
        }
        int number = value.node().intValue(-1);
        return number < least || number > most
                ? problems.refuse(
                        value, INVALID_DEFINITION, "found " + value.found() + ", but this must be " + expected)
                : Optional.of(number);
    }

    private Optional<Ranking> ranking(Located by, int level) {
        boolean attribute = by.node().has("attribute");
        if (!by.node().isObject() || attribute == by.node().has("event")) {
            return problems.wrongType(
                    by,
                    "an attribute, such as {\"attribute\": \"age\"}, or a figure over events, such as"
                            + " {\"event\": \"Order Completed\", \"count\": true}");
        }
        if (attribute) {
            kinds.refuseOthers(by, List.of("attribute"));
            return scalars.name(by.child("attribute"), "an attribute's name, a text that is not empty")
                    .map(Ranking.OfAttribute::new);
        }
        Optional<EventPattern> event = patterns.read(by, EVENTS, level);
        @Nullable Window within = by.find("within").flatMap(windows::read).orElse(null);
        Optional<Figure> figure = figure(by);
        return event.flatMap(pattern -> figure.map(one -> new Ranking.OfEvents(pattern, within, one)));
    }

    private Optional<Figure> figure(Located by) {
        List<String> present = FIGURES.stream().filter(by.node()::has).toList();
        if (present.size() != 1) {
            String found = present.isEmpty() ? "none" : String.join(" and ", present);
            return problems.refuse(
                    by,
                    INVALID_DEFINITION,
                    "found " + found + "; exactly one is needed of: " + String.join(", ", FIGURES));
        }
        String name = present.getFirst();
        Located figure = by.child(name);
        return switch (name) {
            case "count" -> flag(figure, new Figure.Count());
            case "days" -> flag(figure, new Figure.Days());
            case "recency" -> recency(figure);
            default -> aggregate(Measure.Function.valueOf(name.toUpperCase(Locale.ROOT)), figure);
        };
    }

    private Optional<Figure> flag(Located value, Figure figure) {
        return isTrue(value) ? Optional.of(figure) : problems.wrongType(value, "true");
    }

    private static boolean isTrue(Located value) {
        return value.node().isBoolean() && value.node().booleanValue();
    }

    private Optional<Figure> recency(Located value) {
        boolean byDay = value.node().isString() && value.node().stringValue().equals(BY_DAY);
        return byDay || isTrue(value)
                ? Optional.of(new Figure.Recency(byDay))
                : problems.wrongType(value, "true, or \"" + BY_DAY + "\" for whole days");
    }

    private Optional<Figure> aggregate(Measure.Function function, Located figure) {
        if (!figure.node().isObject()) {
            return problems.wrongType(figure, "an object, such as {\"property\": \"total\"}");
        }
        kinds.refuseOthers(figure, List.of("property"));
        return scalars.name(figure.child("property"), "the name of the property that is aggregated")
                .map(property -> new Figure.Aggregate(function, property));
    }
}
