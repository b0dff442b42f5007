package io.muster.engine.sql;

import io.muster.engine.EvaluationScope;
import io.muster.model.condition.Condition;
import java.util.OptionalLong;

/** Makes the SQL of leaves; see {@link io.muster.engine.EngineSnapshot#select} for what a leaf is. */
public final class LeafSql {

    private LeafSql() {}

    /**
     * How to find the profiles that satisfy a leaf, whose windows are all resolved.
     *
     * @param minEventTime no event of the leaf's name is earlier; epoch milliseconds, empty where there is no event
     * @param maxEventTime no event of the leaf's name is later
     * @param among the profiles that are asked about
     */
    public static OrdinalsQuery ordinals(
            Condition leaf,
            EvaluationScope scope,
            ColumnCatalog catalog,
            OptionalLong minEventTime,
            OptionalLong maxEventTime,
            Among among) {
        if (leaf instanceof Condition.Event event) {
            EventTimes times = new EventTimes(minEventTime, maxEventTime);
            return new EventSql(event, catalog, scope.zone(), among).ordinals(times);
        }
        return new ProfileSql(catalog, scope.zone(), among).ordinals(leaf);
    }
}
