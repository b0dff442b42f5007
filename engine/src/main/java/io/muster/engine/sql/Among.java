package io.muster.engine.sql;

import static org.jooq.impl.DSL.noCondition;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** The profiles that a query is about; of the others it may say anything. */
public sealed interface Among {

    /** All of them. */
    record Everyone() implements Among {}

    /** Those whose ordinals a table has in its column {@code ordinal}. */
    record Listed(String table) implements Among {}

    /** Those with this ordinal or a higher one. */
    record From(int ordinal) implements Among {}

    /** That one. */
    record Only(int ordinal) implements Among {}

    /** The condition on a column of ordinals. */
    default Condition on(Field<Integer> ordinal) {
        return switch (this) {
            case Everyone() -> noCondition();
            case Listed(String table) -> DSL.condition("{0} IN (SELECT ordinal FROM {1})", ordinal, DSL.sql(table));
            case From(int first) -> ordinal.ge(first);
            case Only(int only) -> ordinal.eq(only);
        };
    }
}
