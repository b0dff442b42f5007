package io.muster.engine.sql;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.val;

import io.muster.engine.rows.CellKind;
import io.muster.engine.rows.Numbers;
import io.muster.engine.sql.NumberSet.Cut;
import io.muster.engine.sql.NumberSet.Range;
import io.muster.model.condition.Test;
import io.muster.model.condition.Test.Order;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;

/**
 * Sums and averages over rows each of which has a number: exact while no double is among them, else as doubles.
 * Averages are never divided; the sum is compared with the operand times the number of rows.
 */
final class TotalSql {

    private final Optional<Field<BigDecimal>> exact;
    private final Optional<Field<Double>> real;

    TotalSql(TypedColumns columns) {
        exact = exactSum(columns);
        real = columns.real().map(field -> sum(field).coerce(SQLDataType.DOUBLE));
    }

    Formula sumIn(NumberSet set) {
        return either(
                exact.map(field -> NumberColumn.sums(field).in(set)),
                asDouble().map(field -> NumberColumn.doubles(field).presentIn(asDoubles(set))));
    }

    /** A sum of doubles that is the double nearest to a short decimal counts as that decimal, as a given number does. */
    private static NumberSet asDoubles(NumberSet set) {
        return new NumberSet(
                set.fromLowest(),
                set.cuts().stream()
                        .map(cut -> new Cut(asDouble(cut.number()), cut.above()))
                        .toList());
    }

    private static BigDecimal asDouble(BigDecimal number) {
        return Numbers.hold(number).kind() == CellKind.DECIMAL ? new BigDecimal(number.doubleValue()) : number;
    }

    /** As a double, also where it could be exact. */
    Field<Double> asField() {
        Optional<Field<Double>> exactly = exact.map(field -> field.cast(SQLDataType.DOUBLE));
        Optional<Field<Double>> doubles = real.map(field -> coalesce(field, inline(0.0)));
        return exactly.map(field -> doubles.map(field::plus).orElse(field))
                .or(() -> real)
                .orElseThrow();
    }

    /** One test after the other, for as doubles two operands can be the same number. */
    Formula averageIn(List<Test> tests) {
        return Formula.all(
                tests.stream().map(NumberTests::one).map(this::averageIn).toList());
    }

    private Formula averageIn(NumberSet set) {
        List<Formula> ranges = new ArrayList<>();
        for (Range range : set.ranges()) {
            List<Formula> bounds = new ArrayList<>();
            if (range.from() != null) {
                bounds.add(average(range.from().above() ? Order.GT : Order.GTE, range.from()));
            }
            if (range.to() != null) {
                bounds.add(average(range.to().above() ? Order.LTE : Order.LT, range.to()));
            }
            ranges.add(Formula.all(bounds));
        }
        return Formula.any(ranges);
    }

    private Formula average(Order order, Cut cut) {
        return either(
                exact.map(field -> Formula.atom(exactAverage(field, order, cut.number()))),
                asDouble().map(field -> Formula.atom(doubleAverage(field, order, cut.number()))));
    }

    private static Condition exactAverage(Field<BigDecimal> total, Order order, BigDecimal number) {
        if (number.stripTrailingZeros().scale() > EngineFunctions.EXACT.scale()
                || number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            return doubleAverage(total.cast(SQLDataType.DOUBLE), order, number);
        }
        Field<BigDecimal> operand = val(number.setScale(EngineFunctions.EXACT.scale()));
        return compare(total, order, operand.times(count().cast(SQLDataType.DECIMAL(15, 0))));
    }

    private static Condition doubleAverage(Field<Double> total, Order order, BigDecimal number) {
        return compare(total, order, val(number.doubleValue()).times(count().cast(SQLDataType.DOUBLE)));
    }

    private static <T> Condition compare(Field<T> left, Order order, Field<T> right) {
        return switch (order) {
            case LT -> left.lt(right);
            case LTE -> left.le(right);
            case GT -> left.gt(right);
            case GTE -> left.ge(right);
        };
    }

    /** The total as a double, null where there is no double among the rows; empty where there never was one. */
    private Optional<Field<Double>> asDouble() {
        return real.map(sum ->
                exact.map(field -> field.cast(SQLDataType.DOUBLE).plus(sum)).orElse(sum));
    }

    private Formula either(Optional<Formula> whenExact, Optional<Formula> whenDouble) {
        if (whenExact.isPresent() && whenDouble.isPresent()) {
            Formula noDouble = Formula.isNotNull(real.orElseThrow()).negate();
            return Formula.any(Formula.all(noDouble, whenExact.get()), whenDouble.get());
        }
        return whenExact.or(() -> whenDouble).orElseThrow();
    }

    private static Optional<Field<BigDecimal>> exactSum(TypedColumns columns) {
        List<Field<BigDecimal>> parts = Stream.of(
                        columns.whole().map(EngineFunctions::sumOf),
                        columns.decimal().map(field -> (Field<BigDecimal>) sum(field)))
                .flatMap(Optional::stream)
                .toList();
        if (parts.size() == 1 && columns.real().isEmpty()) {
            return Optional.of(parts.getFirst());
        }
        return parts.stream()
                .map(part -> coalesce(part, inline(BigDecimal.ZERO)))
                .reduce(Field::plus);
    }
}
