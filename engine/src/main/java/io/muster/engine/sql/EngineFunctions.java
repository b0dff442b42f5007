package io.muster.engine.sql;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.val;

import io.muster.engine.rows.JsonTexts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Everything whose SQL differs between engines, or may: written for DuckDB, and kept to functions that Trino has too
 * but for {@link #dividedBy}, {@link #monthAndDay}, {@link #matches}, {@link #hasElement},
 * {@link #isIn} and {@link #sumOf}.
 */
final class EngineFunctions {

    static final DataType<BigDecimal> EXACT = SQLDataType.DECIMAL(38, 4);

    /** More values than this are no longer parameters of their own. */
    private static final int FEW = 64;

    private EngineFunctions() {}

    /** Whole division that drops the remainder; for numbers from 0 up. */
    static Field<Long> dividedBy(Field<Long> number, long divisor) {
        return function("divide", SQLDataType.BIGINT, number, val(divisor));
    }

    /** The exact sum of 64-bit integers, beyond 64 bits if need be; null over none. */
    static Field<BigDecimal> sumOf(Field<Long> integers) {
        return sum(integers).cast(EXACT);
    }

    /** The month times 100 plus the day of the month, of a day counted from the first of January 1970. */
    static Field<Integer> monthAndDay(Field<? extends Number> epochDay) {
        Field<LocalDate> date = DSL.field(
                "({0} + {1})", SQLDataType.LOCALDATE, inline(LocalDate.EPOCH), epochDay.cast(SQLDataType.INTEGER));
        Field<Integer> month = function("month", SQLDataType.INTEGER, date);
        return month.times(inline(100)).plus(function("day", SQLDataType.INTEGER, date));
    }

    static Condition matches(Field<String> text, String pattern, boolean ignoreCase) {
        return bool("regexp_matches", text, val(ignoreCase ? "(?i)" + pattern : pattern));
    }

    /**
     * Whether the field is one of the values, of which there is at least one. Many go as one bound text: DuckDB takes
     * seconds to plan ten thousand parameters.
     */
    static <T> Condition isIn(Field<T> field, List<T> values) {
        return values.size() <= FEW ? field.in(values) : isIn(field, values, false);
    }

    /** As the other one, for texts whose case is ignored: the engine lowers both. */
    static Condition isInIgnoringCase(Field<String> text, List<String> values) {
        return values.size() <= FEW
                ? lower(text).in(values.stream().map(value -> lower(val(value))).toList())
                : isIn(lower(text), values, true);
    }

    private static <T> Condition isIn(Field<T> field, List<T> values, boolean lower) {
        String json = JsonTexts.array(values.stream()
                .map(value -> JsonTexts.quote(String.valueOf(value)))
                .toList());
        String type = field.getDataType().getCastTypeName();
        Field<Object> each = DSL.field("unnest(from_json({0}, {1}))", val(json), inline("[\"" + type + "\"]"));
        return condition("{0} in (select {1})", field, lower ? function("lower", SQLDataType.VARCHAR, each) : each);
    }

    static Condition contains(Field<String> text, Field<String> part) {
        return function("strpos", SQLDataType.BIGINT, text, part).gt(inline(0L));
    }

    static Condition startsWith(Field<String> text, Field<String> part) {
        return bool("starts_with", text, part);
    }

    /** @param length the part's length in code points */
    static Condition endsWith(Field<String> text, Field<String> part, int length) {
        return function("substr", SQLDataType.VARCHAR, text, inline(-length)).eq(part);
    }

    /** Not {@code contains}: with a parameter, DuckDB takes that for a search in the list's text. */
    static Condition hasElement(Field<String[]> list, String element) {
        return bool("list_contains", list, val(element));
    }

    static Condition isEmpty(Field<String[]> list) {
        return DSL.cardinality(list).eq(inline(0));
    }

    /** The part-th run between dots, filled with zeros to nine digits; zeros where there is none. */
    static Field<String> versionPart(Field<String> text, int part) {
        Field<String> run = function("split_part", SQLDataType.VARCHAR, text, inline("."), inline(part));
        return DSL.lpad(coalesce(run, inline("")), inline(9), inline("0"));
    }

    /** Lower case code point by code point, on both sides of a comparison by the engine itself. */
    static Field<String> cased(Field<String> text, boolean ignoreCase) {
        return ignoreCase ? lower(text) : text;
    }

    private static Condition bool(String name, Field<?>... arguments) {
        return condition(function(name, SQLDataType.BOOLEAN, arguments));
    }
}
