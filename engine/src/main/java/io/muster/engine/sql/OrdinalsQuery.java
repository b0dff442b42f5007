package io.muster.engine.sql;

import io.muster.engine.match.GreatCircle;
import io.muster.engine.match.SequenceRules;
import org.jooq.Record1;
import org.jooq.Record3;
import org.jooq.Select;

/**
 * How to find the profiles that satisfy a leaf. Where {@code complement} is true, what the query yields are the
 * profiles that do <em>not</em> satisfy it: profiles without events or values are then never enumerated.
 */
public sealed interface OrdinalsQuery {

    /** No statement is needed: it is everyone, or no one. */
    record Constant(boolean everyone) implements OrdinalsQuery {}

    /** The ordinals that the select yields, in any order and any number of times each. */
    record Rows(Select<Record1<Integer>> select, boolean complement) implements OrdinalsQuery {}

    /**
     * The ordinals that the select yields at least {@code atLeast} and at most {@code atMost} times; 1 and
     * {@link Long#MAX_VALUE} at the outside.
     */
    record Counted(Select<Record1<Integer>> select, long atLeast, long atMost, boolean complement)
            implements OrdinalsQuery {}

    /** The ordinals that the select yields with a latitude and a longitude on or inside the circle. */
    record Located(Select<Record3<Integer, Double, Double>> select, GreatCircle circle) implements OrdinalsQuery {}

    /**
     * The ordinals whose rows have the sequence in them: the select yields ordinal, epoch milliseconds and the bits of
     * what the event can be taken for, in any order.
     */
    record Ordered(Select<Record3<Integer, Long, Integer>> select, SequenceRules rules) implements OrdinalsQuery {}
}
