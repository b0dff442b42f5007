package io.muster.engine.sql;

import io.muster.engine.EvaluationScope;
import io.muster.model.condition.Condition;
import io.muster.model.condition.EventPattern;
import io.muster.model.condition.Ranking;
import io.muster.model.condition.Window;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;

/** Makes the SQL of leaves; see {@link io.muster.engine.EngineSnapshot#select} for what a leaf is. */
public final class LeafSql {

    private final EventSource source;

    /**
     * @param times between which all events of a name lie
     * @param among the profiles that are asked about
     */
    public LeafSql(ColumnCatalog catalog, Function<String, EventTimes> times, EvaluationScope scope, Among among) {
        this.source = new EventSource(catalog, times, scope.zone(), among);
    }

    /** How to find the profiles that satisfy a leaf, whose windows are all resolved. */
    public OrdinalsQuery ordinals(Condition leaf) {
        return switch (leaf) {
            case Condition.Event event -> new EventSql(event, source).ordinals();
            case Condition.Sequence sequence -> SequenceSql.ordinals(sequence, source);
            case Condition.Near near -> NearSql.ordinals(near, source.catalog(), source.among());
            case Condition.All _, Condition.Any _, Condition.Not _ -> ofProfiles(leaf);
            case Condition.Attribute _, Condition.Tag _, Condition.Known _, Condition.Identity _ -> ofProfiles(leaf);
            case Condition.InSegment _, Condition.Profiles _, Condition.Quantile _, Condition.Logged _ ->
                throw new IllegalArgumentException("not a leaf: " + leaf);
        };
    }

    private OrdinalsQuery ofProfiles(Condition leaf) {
        return new ProfileSql(source.catalog(), source.zone(), source.among()).ordinals(leaf);
    }

    /**
     * How to read the newest events that match, newest first; empty where there surely are none.
     *
     * @param columns of the table of that name's events
     */
    public Optional<Select<?>> newest(
            EventPattern pattern, Window.@Nullable Resolved within, List<Field<?>> columns, int limit) {
        return EventMatch.of(pattern, within, source).map(match -> match.rows().newest(columns, limit));
    }

    /** How to find the values by which profiles are ranked, by several queries where there are several kinds of them. */
    public List<ValuesQuery> values(Ranking by) {
        return new RankingSql(source).values(by);
    }
}
