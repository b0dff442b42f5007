package io.muster.engine.explain;

import io.muster.engine.Event;
import io.muster.model.condition.Measure;
import io.muster.model.condition.Test;
import io.muster.model.condition.Value;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One profile's events of one name, measured. */
record Measured(List<Event> events, Predicate<Event> matches, ZoneId dayZone) {

    List<Event> matching() {
        return events.stream().filter(matches).toList();
    }

    boolean holds(Measure measure) {
        return switch (measure) {
            case Measure.Count(List<Test> tests) -> isNumber(count(), tests);
            case Measure.Days(List<Test> tests) -> isNumber(days(), tests);
            case Measure.Aggregate(var function, String property, List<Test> tests) ->
                function == Measure.Function.AVG
                        ? average(numbers(property), tests)
                        : figure(function, property)
                                .filter(number -> isNumber(number, tests))
                                .isPresent();
            case Measure.First() ->
                !events.isEmpty() && matchesAt(events.getFirst().timeMillis());
            case Measure.Last() ->
                !events.isEmpty() && matchesAt(events.getLast().timeMillis());
        };
    }

    /** The measure's number; empty where there is none, and for first and last. */
    Optional<BigDecimal> number(Measure measure) {
        return switch (measure) {
            case Measure.Count _ -> Optional.of(count());
            case Measure.Days _ -> Optional.of(days());
            case Measure.Aggregate(var function, String property, var _) -> figure(function, property);
            case Measure.First _, Measure.Last _ -> Optional.empty();
        };
    }

    private Optional<BigDecimal> figure(Measure.Function function, String property) {
        List<Number> numbers = numbers(property);
        return switch (function) {
            case SUM -> Optional.of(sum(numbers));
            case AVG ->
                numbers.isEmpty()
                        ? Optional.empty()
                        : Optional.of(sum(numbers).divide(BigDecimal.valueOf(numbers.size()), MathContext.DECIMAL64));
            case MIN -> numbers.stream().map(Measured::exact).min(BigDecimal::compareTo);
            case MAX -> numbers.stream().map(Measured::exact).max(BigDecimal::compareTo);
            case DISTINCT -> Optional.of(distinct(property));
        };
    }

    private BigDecimal count() {
        return BigDecimal.valueOf(matching().size());
    }

    private BigDecimal days() {
        return BigDecimal.valueOf(matching().stream()
                .map(event -> LocalDate.ofInstant(Instant.ofEpochMilli(event.timeMillis()), dayZone))
                .distinct()
                .count());
    }

    private boolean matchesAt(long time) {
        return events.stream().anyMatch(event -> event.timeMillis() == time && matches.test(event));
    }

    private List<Number> numbers(String property) {
        return matching().stream()
                .map(event -> event.properties().get(property))
                .filter(Number.class::isInstance)
                .map(Number.class::cast)
                .toList();
    }

    private BigDecimal distinct(String property) {
        Set<Object> distinct = new HashSet<>();
        for (Event event : matching()) {
            @Nullable Object value = event.properties().get(property);
            if (value != null && !(value instanceof List)) {
                distinct.add(FactValue.number(value)
                        .<Object>map(BigDecimal::stripTrailingZeros)
                        .orElse(value));
            }
        }
        return BigDecimal.valueOf(distinct.size());
    }

    /** Exact as long as no number is a double; then as doubles. */
    private static BigDecimal sum(List<Number> numbers) {
        BigDecimal exact = BigDecimal.ZERO;
        double real = 0;
        for (Number number : numbers) {
            if (number instanceof Double part) {
                real += part;
            } else {
                exact = exact.add(exact(number));
            }
        }
        return hasDouble(numbers) ? held(exact.doubleValue() + real) : exact;
    }

    /** Compares the sum with the operand times the count, so that nothing is divided. */
    private static boolean average(List<Number> numbers, List<Test> tests) {
        return !numbers.isEmpty() && tests.stream().allMatch(test -> averageIs(numbers, test));
    }

    private static boolean averageIs(List<Number> numbers, Test test) {
        return switch (test) {
            case Test.Compare(Test.Order order, Value.Numeric operand) ->
                FactTests.isOrdered(order, compareAverage(numbers, operand));
            case Test.Between(Value.Numeric low, Value.Numeric high) ->
                compareAverage(numbers, low) >= 0 && compareAverage(numbers, high) <= 0;
            case Test.Is(Value value, var _) -> averageEquals(numbers, value);
            case Test.IsNot(Value value, var _) -> !averageEquals(numbers, value);
            case Test.In(List<Value> values, var _) -> values.stream().anyMatch(value -> averageEquals(numbers, value));
            case Test.NotIn(List<Value> values, var _) ->
                values.stream().noneMatch(value -> averageEquals(numbers, value));
            case Test.Compare _, Test.Between _, Test.Exists _, Test.TextMatch _, Test.Matches _, Test.Has _ -> false;
            case Test.Empty _, Test.Version _, Test.Within _, Test.Anniversary _ -> false;
        };
    }

    private static boolean averageEquals(List<Number> numbers, Value value) {
        return value instanceof Value.Numeric operand && compareAverage(numbers, operand) == 0;
    }

    private static int compareAverage(List<Number> numbers, Value.Numeric operand) {
        BigDecimal total = sum(numbers);
        boolean real = hasDouble(numbers) || isHeldAsDouble(operand.number());
        return real
                ? Double.compare(total.doubleValue(), operand.number().doubleValue() * numbers.size())
                : total.compareTo(operand.number().multiply(BigDecimal.valueOf(numbers.size())));
    }

    private static boolean isHeldAsDouble(BigDecimal operand) {
        return io.muster.engine.rows.Numbers.hold(operand).kind() == io.muster.engine.rows.CellKind.DOUBLE;
    }

    private static boolean hasDouble(List<Number> numbers) {
        return numbers.stream().anyMatch(Double.class::isInstance);
    }

    private static BigDecimal exact(Number number) {
        return FactValue.number(number).orElseThrow();
    }

    /** The number that a double is held as; infinity, which sums of doubles can reach, is beyond every other number. */
    static BigDecimal held(double real) {
        return Double.isInfinite(real)
                ? BigDecimal.valueOf(Math.signum(real)).scaleByPowerOfTen(400)
                : FactValue.stored(new BigDecimal(real));
    }

    private static boolean isNumber(BigDecimal number, List<Test> tests) {
        return FactTests.ofNumber(number).satisfiesAll(tests);
    }
}
