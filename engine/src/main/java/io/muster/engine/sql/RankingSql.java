package io.muster.engine.sql;

import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.countDistinct;

import io.muster.model.condition.EventPattern;
import io.muster.model.condition.Figure;
import io.muster.model.condition.Ranking;
import io.muster.model.condition.Window;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** The values by which profiles are ranked. */
final class RankingSql {

    private final EventSource source;

    RankingSql(EventSource source) {
        this.source = source;
    }

    /** None where nobody has a value. */
    List<ValuesQuery> values(Ranking by) {
        return switch (by) {
            case Ranking.OfAttribute(String name) ->
                source.catalog()
                        .attribute(name)
                        .map(columns -> attribute(new TypedColumns(columns)))
                        .orElse(List.of());
            case Ranking.OfEvents(EventPattern event, Window within, Figure figure) -> {
                Window.Resolved window = within == null ? null : Windows.resolved(within);
                yield EventMatch.of(event, window, source)
                        .flatMap(match -> figure(event.name(), match, window, figure))
                        .map(List::of)
                        .orElse(List.of());
            }
        };
    }

    private List<ValuesQuery> attribute(TypedColumns columns) {
        List<ValuesQuery> queries = new ArrayList<>();
        Formula numbers = columns.numberIn(NumberSet.ALL);
        columns.asDouble()
                .map(number -> new ValuesQuery.Numbers(DSL.select(ProfileSql.ORDINAL, number)
                        .from(DSL.table(source.catalog().profiles()))
                        .where(numbers.sql())))
                .ifPresent(queries::add);
        Field<Long> instant = columns.instant().orElse(castNull(SQLDataType.BIGINT));
        Field<Integer> day = columns.day().orElse(castNull(SQLDataType.INTEGER));
        if (columns.instant().isPresent() || columns.day().isPresent()) {
            queries.add(new ValuesQuery.Dates(
                    DSL.select(ProfileSql.ORDINAL, instant, day)
                            .from(DSL.table(source.catalog().profiles()))
                            .where(instant.isNotNull().or(day.isNotNull())),
                    source.zone()));
        }
        return queries;
    }

    private Optional<ValuesQuery> figure(
            String name, EventMatch match, Window.@Nullable Resolved window, Figure figure) {
        ZoneId days = window == null ? source.zone() : window.zone();
        return switch (figure) {
            case Figure.Count() ->
                Optional.of(new ValuesQuery.Counts(match.rows().select()));
            case Figure.Recency(boolean byDay) ->
                Optional.of(new ValuesQuery.Latest(match.rows().select(EventMatch.TIME), byDay ? days : null));
            case Figure.Days() ->
                Optional.of(new ValuesQuery.Numbers(match.rows()
                        .each(countDistinct(new DaysSql(match.time(), window, days).day())
                                .cast(SQLDataType.DOUBLE))));
            case Figure.Aggregate(var function, var property) ->
                source.catalog()
                        .property(name, property)
                        .map(columns -> new AggregateSql(columns, match.rows()))
                        .flatMap(aggregate -> aggregate.values(function));
        };
    }
}
