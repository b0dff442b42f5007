package io.muster.engine.sql;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;

import io.muster.model.condition.Measure;
import io.muster.model.condition.Test;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;

/** Measures of one property over some rows. */
final class AggregateSql {

    private final TypedColumns columns;
    private final EventRows rows;

    AggregateSql(ValueColumns columns, EventRows rows) {
        this.columns = new TypedColumns(columns);
        this.rows = rows;
    }

    /** Whether it is satisfied by profiles without matching events, who have 0 of some measures and nothing of others. */
    static boolean holdsForNothing(Measure.Function function, List<Test> tests) {
        return isZeroOverNothing(function) && NumberTests.all(tests).contains(BigDecimal.ZERO);
    }

    private static boolean isZeroOverNothing(Measure.Function function) {
        return switch (function) {
            case SUM, DISTINCT -> true;
            case AVG, MIN, MAX -> false;
        };
    }

    OrdinalsQuery ordinals(Measure.Function function, List<Test> tests) {
        NumberSet set = NumberTests.all(tests);
        Formula numbers = columns.numberIn(NumberSet.ALL);
        Formula counted = function == Measure.Function.DISTINCT ? Formula.any(numbers, comparable()) : numbers;
        if (counted.equals(Formula.NEVER)) {
            return new OrdinalsQuery.Constant(isZeroOverNothing(function) && set.contains(BigDecimal.ZERO));
        }
        EventRows present = rows.where(counted);
        return switch (function) {
            case SUM -> present.zeroOverNothing(set, new TotalSql(columns)::sumIn);
            case AVG -> present.having(new TotalSql(columns).averageIn(tests));
            case MIN -> extreme(new ExtremeSql(columns, false), present, set);
            case MAX -> extreme(new ExtremeSql(columns, true), present, set);
            case DISTINCT -> present.zeroOverNothing(set, NumberColumn.positive(distinct())::in);
        };
    }

    /** The function of each profile that has anything for it. */
    Optional<ValuesQuery> values(Measure.Function function) {
        Formula numbers = columns.numberIn(NumberSet.ALL);
        Formula counted = function == Measure.Function.DISTINCT ? Formula.any(numbers, comparable()) : numbers;
        if (counted.equals(Formula.NEVER)) {
            return Optional.empty();
        }
        return Optional.of(new ValuesQuery.Numbers(rows.where(counted).each(asDouble(function))));
    }

    private Field<Double> asDouble(Measure.Function function) {
        return switch (function) {
            case SUM -> new TotalSql(columns).asField();
            case AVG -> new TotalSql(columns).asField().div(count().cast(SQLDataType.DOUBLE));
            case MIN -> min(columns.asDouble().orElseThrow());
            case MAX -> max(columns.asDouble().orElseThrow());
            case DISTINCT -> distinct().cast(SQLDataType.DOUBLE);
        };
    }

    /** One event beyond a bound is enough for the largest to be beyond it. */
    private OrdinalsQuery extreme(ExtremeSql extreme, EventRows present, NumberSet set) {
        return extreme.isDecidedByOne(set)
                ? rows.where(columns.numberIn(set)).having(Formula.ALWAYS)
                : present.having(extreme.in(set));
    }

    /** Texts and booleans. */
    private Formula comparable() {
        return Formula.any(Stream.concat(columns.text().stream(), columns.bool().stream())
                .map(Formula::isNotNull)
                .toList());
    }

    private Field<Long> distinct() {
        Optional<Field<BigDecimal>> wholeAsDecimal = columns.whole().map(field -> field.cast(EngineFunctions.EXACT));
        Optional<? extends Field<?>> numbers = columns.whole().isPresent()
                        && columns.decimal().isPresent()
                ? wholeAsDecimal.map(whole -> coalesce(whole, columns.decimal().get()))
                : Stream.concat(columns.whole().stream(), columns.decimal().stream())
                        .findFirst();
        return Stream.of(numbers, columns.real(), columns.text(), columns.bool())
                .flatMap(Optional::stream)
                .map(field -> countDistinct(field).cast(SQLDataType.BIGINT))
                .reduce(Field::plus)
                .orElseThrow();
    }
}
