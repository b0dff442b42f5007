package io.muster.engine.sql;

import io.muster.engine.rows.JsonTexts;
import io.muster.model.condition.Test;
import io.muster.model.condition.Value;
import io.muster.model.condition.Window;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.Field;

/**
 * The formula by which one value satisfies all of some tests. As a value lies in one column only, that is: there is a
 * kind of column that has it, and there it satisfies every test.
 */
final class ValueFormula {

    private static final Test MISSING = new Test.Exists(false);
    private static final ValueColumns NEVER_SEEN = new ValueColumns(Map.of());

    private final TypedColumns columns;
    private final ZoneId zone;

    private ValueFormula(ValueColumns columns, ZoneId zone) {
        this.columns = new TypedColumns(columns);
        this.zone = zone;
    }

    /** The formula for a value of these columns, or for one that was never seen. */
    static Formula of(Optional<ValueColumns> columns, List<Test> tests, ZoneId zone) {
        return new ValueFormula(columns.orElse(NEVER_SEEN), zone).all(tests);
    }

    private Formula all(List<Test> tests) {
        if (tests.contains(MISSING)) {
            boolean alone = tests.stream().allMatch(MISSING::equals);
            return alone ? all(List.of(new Test.Exists(true))).negate() : Formula.NEVER;
        }
        return Formula.any(Stream.of(
                        columns.text().map(text -> text(text, tests)),
                        Optional.of(columns.numberIn(NumberTests.all(tests))),
                        columns.bool().map(bool -> bool(bool, tests)),
                        columns.list().map(list -> every(list, tests, test -> list(list, test))),
                        columns.isNull().map(isNull -> every(isNull, tests, ValueFormula::isNull)))
                .flatMap(Optional::stream)
                .toList());
    }

    private Formula text(Field<String> text, List<Test> tests) {
        List<Formula> parts = new ArrayList<>();
        List<DateTests> dates = new ArrayList<>();
        for (Test test : tests) {
            if (test instanceof Test.Anniversary(Window window)) {
                parts.add(AnniversarySql.formula(Windows.resolved(window), columns));
                continue;
            }
            DateTests.of(test, zone).ifPresentOrElse(dates::add, () -> parts.add(TextTests.one(text, test)));
        }
        dates.stream().reduce(DateTests::and).ifPresent(all -> parts.add(dates(all)));
        return presentIf(text, Formula.all(parts));
    }

    private Formula dates(DateTests dates) {
        return Formula.any(Stream.of(
                        columns.instant().map(field -> NumberColumn.longs(field).presentIn(dates.instants())),
                        columns.day().map(field -> NumberColumn.days(field).presentIn(dates.days())))
                .flatMap(Optional::stream)
                .toList());
    }

    private static Formula bool(Field<Boolean> bool, List<Test> tests) {
        boolean whenTrue = tests.stream().allMatch(test -> holds(test, true));
        boolean whenFalse = tests.stream().allMatch(test -> holds(test, false));
        if (whenTrue && whenFalse) {
            return Formula.isNotNull(bool);
        }
        return whenTrue || whenFalse ? Formula.atom(bool.eq(whenTrue)) : Formula.NEVER;
    }

    private static boolean holds(Test test, boolean bool) {
        return holds(test, new Value.Bool(bool));
    }

    /** Whether the test, about equality or presence only, holds for a value that is neither text nor number. */
    private static boolean holds(Test test, Value value) {
        return switch (test) {
            case Test.Is(Value operand, boolean _) -> operand.equals(value);
            case Test.In(List<Value> operands, boolean _) -> operands.contains(value);
            case Test.IsNot(Value operand, boolean _) -> !operand.equals(value);
            case Test.NotIn(List<Value> operands, boolean _) -> !operands.contains(value);
            case Test.Exists(boolean exists) -> exists;
            case Test.Compare _,
                    Test.Between _,
                    Test.Within _,
                    Test.Anniversary _,
                    Test.TextMatch _,
                    Test.Matches _,
                    Test.Version _,
                    Test.Has _,
                    Test.Empty _ -> false;
        };
    }

    private static Formula isNull(Test test) {
        return holds(test, new Value.Null()) ? Formula.ALWAYS : Formula.NEVER;
    }

    private static Formula list(Field<String[]> list, Test test) {
        return switch (test) {
            case Test.Has(List<Value> values, boolean all) -> has(list, values, all);
            case Test.Empty(boolean empty) ->
                Formula.atom(
                        empty
                                ? EngineFunctions.isEmpty(list)
                                : EngineFunctions.isEmpty(list).not());
            case Test.IsNot _, Test.NotIn _ -> Formula.ALWAYS;
            case Test.Exists(boolean exists) -> exists ? Formula.ALWAYS : Formula.NEVER;
            case Test.Is _,
                    Test.In _,
                    Test.Compare _,
                    Test.Between _,
                    Test.Within _,
                    Test.Anniversary _,
                    Test.TextMatch _,
                    Test.Matches _,
                    Test.Version _ -> Formula.NEVER;
        };
    }

    private static Formula has(Field<String[]> list, Collection<Value> values, boolean all) {
        List<Formula> each = values.stream()
                .map(value -> Formula.atom(EngineFunctions.hasElement(list, json(value))))
                .toList();
        return all ? Formula.all(each) : Formula.any(each);
    }

    /** The operand as it would be stored as an element of a list. */
    private static String json(Value value) {
        return switch (value) {
            case Value.Text(String text) -> JsonTexts.quote(text);
            case Value.Numeric(BigDecimal number) -> JsonTexts.number(number);
            case Value.Bool(boolean bool) -> Boolean.toString(bool);
            case Value.Null() -> "null";
            case Value.Moment _, Value.Day _ -> throw new IllegalArgumentException("no element of a list: " + value);
        };
    }

    private static Formula every(Field<?> column, List<Test> tests, Function<Test, Formula> one) {
        return presentIf(column, Formula.all(tests.stream().map(one).toList()));
    }

    private static Formula presentIf(Field<?> column, Formula formula) {
        return formula.equals(Formula.ALWAYS) ? Formula.isNotNull(column) : formula;
    }
}
