package io.muster.engine.testing;

import io.muster.engine.rows.CellKind;
import io.muster.engine.rows.Numbers;
import io.muster.model.condition.Figure;
import io.muster.model.condition.Measure;
import io.muster.model.condition.Test;
import io.muster.model.condition.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.LongStream;

/** Measures over one profile's events of one name. */
final class ReferenceMeasure {

    private final List<EventRow> events;
    private final Predicate<EventRow> matches;
    private final ZoneId zone;

    ReferenceMeasure(List<EventRow> events, Predicate<EventRow> matches, ZoneId zone) {
        this.events = events;
        this.matches = matches;
        this.zone = zone;
    }

    boolean holds(Measure measure) {
        List<EventRow> matching = events.stream().filter(matches).toList();
        return switch (measure) {
            case Measure.Count(List<Test> tests) -> number(BigDecimal.valueOf(matching.size()), tests);
            case Measure.Days(List<Test> tests) -> number(BigDecimal.valueOf(days(matching)), tests);
            case Measure.Aggregate(var function, String property, List<Test> tests) ->
                aggregate(function, values(matching, property), tests);
            case Measure.First() -> anyMatchesAt(times().min().orElse(0));
            case Measure.Last() -> anyMatchesAt(times().max().orElse(0));
        };
    }

    /** Empty where it is missing. */
    Optional<Double> figure(Figure figure) {
        List<EventRow> matching = events.stream().filter(matches).toList();
        return switch (figure) {
            case Figure.Count() -> Optional.of((double) matching.size());
            case Figure.Days() -> Optional.of((double) days(matching));
            case Figure.Recency(boolean byDay) ->
                matching.stream().map(EventRow::time).max(Long::compare).map(time ->
                        (double) (byDay ? day(time).toEpochDay() : time));
            case Figure.Aggregate(var function, String property) -> figure(function, values(matching, property));
        };
    }

    private static Optional<Double> figure(Measure.Function function, List<Object> values) {
        List<BigDecimal> numbers = numbers(values);
        double sum = sum(numbers).doubleValue();
        return switch (function) {
            case SUM -> Optional.of(sum);
            case AVG -> numbers.isEmpty() ? Optional.empty() : Optional.of(sum / numbers.size());
            case MIN -> numbers.stream().map(ReferenceMeasure::asDouble).min(Double::compare);
            case MAX -> numbers.stream().map(ReferenceMeasure::asDouble).max(Double::compare);
            case DISTINCT -> Optional.of((double) distinct(values));
        };
    }

    static double asDouble(BigDecimal number) {
        return ReferenceValue.held(number).doubleValue();
    }

    private static List<BigDecimal> numbers(List<Object> values) {
        return values.stream()
                .filter(BigDecimal.class::isInstance)
                .map(BigDecimal.class::cast)
                .toList();
    }

    private boolean aggregate(Measure.Function function, List<Object> values, List<Test> tests) {
        List<BigDecimal> numbers = numbers(values);
        return switch (function) {
            case SUM -> {
                BigDecimal sum = sum(numbers);
                yield compared(tests, operand -> sum.compareTo(ReferenceValue.held(operand)));
            }
            case AVG -> !numbers.isEmpty() && compared(tests, operand -> compareAverage(numbers, operand));
            case MIN ->
                numbers.stream().map(ReferenceValue::held).sorted().limit(1).anyMatch(min -> number(min, tests));
            case MAX ->
                numbers.stream()
                        .map(ReferenceValue::held)
                        .max(BigDecimal::compareTo)
                        .filter(max -> number(max, tests))
                        .isPresent();
            case DISTINCT -> number(BigDecimal.valueOf(distinct(values)), tests);
        };
    }

    /** Exact as long as no number is a double; then the number that the double is held as. */
    private static BigDecimal sum(List<BigDecimal> numbers) {
        BigDecimal exact = BigDecimal.ZERO;
        double real = 0;
        for (BigDecimal number : numbers) {
            if (isDouble(number)) {
                real += ReferenceValue.held(number).doubleValue();
            } else {
                exact = exact.add(ReferenceValue.held(number));
            }
        }
        boolean anyDouble = numbers.stream().anyMatch(ReferenceMeasure::isDouble);
        return anyDouble ? ReferenceValue.held(ReferenceValue.exact(exact.doubleValue() + real)) : exact;
    }

    /** @param sign of the figure less an operand */
    private static boolean compared(List<Test> tests, ToIntFunction<BigDecimal> sign) {
        return tests.stream().allMatch(test -> compared(test, sign));
    }

    private static boolean compared(Test test, ToIntFunction<BigDecimal> sign) {
        return switch (test) {
            case Test.Compare(Test.Order order, Value.Numeric(BigDecimal operand)) ->
                ReferenceValue.satisfies(order, sign.applyAsInt(operand));
            case Test.Between(Value.Numeric(BigDecimal low), Value.Numeric(BigDecimal high)) ->
                sign.applyAsInt(low) >= 0 && sign.applyAsInt(high) <= 0;
            case Test.Is(Value value, var _) -> isEqual(value, sign);
            case Test.IsNot(Value value, var _) -> !isEqual(value, sign);
            case Test.In(List<Value> values, var _) -> values.stream().anyMatch(v -> isEqual(v, sign));
            case Test.NotIn(List<Value> values, var _) -> values.stream().noneMatch(v -> isEqual(v, sign));
            case Test.Compare _, Test.Between _, Test.Exists _, Test.TextMatch _, Test.Matches _, Test.Has _ ->
                throw new IllegalArgumentException("no test of a measure: " + test);
            case Test.Empty _, Test.Version _, Test.Within _, Test.Anniversary _ ->
                throw new IllegalArgumentException("no test of a measure: " + test);
        };
    }

    private static boolean isEqual(Value value, ToIntFunction<BigDecimal> sign) {
        return value instanceof Value.Numeric(BigDecimal operand) && sign.applyAsInt(operand) == 0;
    }

    /** Compares the sum with the operand times the count, so that nothing is divided. */
    private static int compareAverage(List<BigDecimal> numbers, BigDecimal operand) {
        BigDecimal count = BigDecimal.valueOf(numbers.size());
        if (isDouble(operand) || numbers.stream().anyMatch(ReferenceMeasure::isDouble)) {
            return Double.compare(sum(numbers).doubleValue(), operand.doubleValue() * numbers.size());
        }
        return sum(numbers).compareTo(ReferenceValue.held(operand).multiply(count));
    }

    private static boolean isDouble(BigDecimal number) {
        return Numbers.hold(number).kind() == CellKind.DOUBLE;
    }

    private static int distinct(List<Object> values) {
        Set<Object> distinct = new HashSet<>();
        for (Object value : values) {
            if (value instanceof BigDecimal number) {
                distinct.add(Numbers.hold(number));
            } else if (!(value instanceof List)) {
                distinct.add(value);
            }
        }
        return distinct.size();
    }

    private long days(List<EventRow> matching) {
        return matching.stream().map(event -> day(event.time())).distinct().count();
    }

    private LocalDate day(long time) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(time), zone);
    }

    private static List<Object> values(List<EventRow> matching, String property) {
        List<Object> values = new ArrayList<>();
        for (EventRow event : matching) {
            Object value = Json.flatten(event.properties()).get(property);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    private LongStream times() {
        return events.stream().mapToLong(EventRow::time);
    }

    private boolean anyMatchesAt(long time) {
        return events.stream().anyMatch(event -> event.time() == time && matches.test(event));
    }

    private static boolean number(BigDecimal number, List<Test> tests) {
        return new ReferenceValue(true, number, ZoneOffset.UTC).all(tests);
    }
}
