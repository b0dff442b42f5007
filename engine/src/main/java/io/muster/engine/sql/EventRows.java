package io.muster.engine.sql;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record1;
import org.jooq.Record2;
import org.jooq.Record3;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Some rows of one name's events, and the profiles found among them. */
record EventRows(Name table, Among among, Formula condition) {

    private static final Field<Integer> PROFILE = field(name("profile"), SQLDataType.INTEGER);
    private static final Field<Long> SEQUENCE = field(name("seq"), SQLDataType.BIGINT);

    EventRows(Name table, Among among) {
        this(table, among, Formula.ALWAYS);
    }

    EventRows where(Formula more) {
        return new EventRows(table, among, Formula.all(condition, more));
    }

    /** The profile of every row. */
    SelectConditionStep<Record1<Integer>> select() {
        return DSL.select(PROFILE).from(DSL.table(table)).where(filter());
    }

    /** The profile and a column of every row. */
    <T> Select<Record2<Integer, T>> select(Field<T> column) {
        return DSL.select(PROFILE, column).from(DSL.table(table)).where(filter());
    }

    /** The profile and two columns of every row. */
    <T, U> Select<Record3<Integer, T, U>> select(Field<T> first, Field<U> second) {
        return DSL.select(PROFILE, first, second).from(DSL.table(table)).where(filter());
    }

    /** Some columns of the newest rows, newest first; of those at the same time, the latest to arrive. */
    Select<?> newest(List<Field<?>> columns, int limit) {
        return DSL.select(columns)
                .from(DSL.table(table))
                .where(filter())
                .orderBy(EventMatch.TIME.desc(), SEQUENCE.desc())
                .limit(limit);
    }

    /** Each profile once, with an aggregate of its rows. */
    <T> Select<Record2<Integer, T>> each(Field<T> aggregate) {
        return DSL.select(PROFILE, aggregate)
                .from(DSL.table(table))
                .where(filter())
                .groupBy(PROFILE);
    }

    private Condition filter() {
        return (condition.equals(Formula.ALWAYS) ? noCondition() : condition.sql()).and(among.on(PROFILE));
    }

    /** The profiles whose rows, together, satisfy the formula. */
    OrdinalsQuery having(Formula formula) {
        return having(formula, false);
    }

    /**
     * The profiles of whom a measure is in the set, if that measure is 0 for those without rows: they are found as the
     * complement of the others where 0 is in.
     *
     * @param measure makes the formula for a set, to be applied to the rows of one profile
     */
    OrdinalsQuery zeroOverNothing(NumberSet set, Function<NumberSet, Formula> measure) {
        boolean complement = set.contains(BigDecimal.ZERO);
        return having(measure.apply(complement ? set.complement() : set), complement);
    }

    private OrdinalsQuery having(Formula formula, boolean complement) {
        if (formula.equals(Formula.NEVER) || condition.equals(Formula.NEVER)) {
            return new OrdinalsQuery.Constant(complement);
        }
        return new OrdinalsQuery.Rows(
                formula.equals(Formula.ALWAYS)
                        ? select()
                        : select().groupBy(PROFILE).having(formula.sql()),
                complement);
    }
}
