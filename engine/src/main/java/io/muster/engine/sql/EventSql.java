package io.muster.engine.sql;

import static io.muster.engine.sql.EventMatch.TIME;
import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;

import io.muster.engine.sql.NumberColumn.Bounds;
import io.muster.model.condition.Condition;
import io.muster.model.condition.EventPattern;
import io.muster.model.condition.Measure;
import io.muster.model.condition.Test;
import io.muster.model.condition.Window;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Supplier;
import org.jooq.AggregateFunction;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** One leaf over one name's events. */
final class EventSql {

    private final Condition.Event event;
    private final EventSource source;
    private final Window.@Nullable Resolved window;

    EventSql(Condition.Event event, EventSource source) {
        this.event = event;
        this.source = source;
        this.window = event.within() == null ? null : Windows.resolved(event.within());
    }

    OrdinalsQuery ordinals() {
        EventPattern pattern = new EventPattern(event.name(), event.where());
        return EventMatch.of(pattern, window, source).map(this::ordinals).orElseGet(this::ofNoEvents);
    }

    private OrdinalsQuery ordinals(EventMatch match) {
        return switch (event.measure()) {
            case Measure.Count(List<Test> tests) -> count(match.rows(), NumberTests.all(tests));
            case Measure.Days(List<Test> tests) -> days(match, NumberTests.all(tests));
            case Measure.Aggregate(var function, var property, var tests) ->
                source.catalog()
                        .property(event.name(), property)
                        .map(columns -> new AggregateSql(columns, match.rows()))
                        .map(aggregate -> aggregate.ordinals(function, tests))
                        .orElseGet(this::ofNoEvents);
            case Measure.First() -> edge(match, () -> min(TIME), Windows.upTo(window));
            case Measure.Last() -> edge(match, () -> max(TIME), Windows.since(window));
        };
    }

    /** What holds for a profile without matching events holds for everyone when no one has any. */
    private OrdinalsQuery ofNoEvents() {
        return new OrdinalsQuery.Constant(
                switch (event.measure()) {
                    case Measure.Count(List<Test> tests) -> holdsForZero(tests);
                    case Measure.Days(List<Test> tests) -> holdsForZero(tests);
                    case Measure.Aggregate(var function, var property, var tests) ->
                        AggregateSql.holdsForNothing(function, tests);
                    case Measure.First() -> false;
                    case Measure.Last() -> false;
                });
    }

    private static boolean holdsForZero(List<Test> tests) {
        return NumberTests.all(tests).contains(BigDecimal.ZERO);
    }

    private static OrdinalsQuery count(EventRows rows, NumberSet set) {
        boolean complement = set.contains(BigDecimal.ZERO);
        NumberColumn<Long> count = NumberColumn.positive(DSL.count().cast(SQLDataType.BIGINT));
        List<Bounds<Long>> bounds = count.bounds(complement ? set.complement() : set);
        if (bounds.size() != 1 || bounds.getFirst().equals(count.all())) {
            return rows.zeroOverNothing(set, count::in);
        }
        Bounds<Long> only = bounds.getFirst();
        return new OrdinalsQuery.Counted(rows.select(), only.low(), only.high(), complement);
    }

    private OrdinalsQuery days(EventMatch match, NumberSet set) {
        ZoneId zone = window == null ? source.zone() : window.zone();
        Field<Long> day = new DaysSql(match.time(), window, zone).day();
        NumberColumn<Long> days = NumberColumn.positive(countDistinct(day).cast(SQLDataType.BIGINT));
        return match.rows().zeroOverNothing(set, days::in);
    }

    /**
     * The first or last event. Of the window only the side is filtered on beyond which no event can change the answer;
     * the other side is asked of the edge itself. jOOQ's aggregates are changed by a filter, hence one for each use.
     */
    private OrdinalsQuery edge(EventMatch match, Supplier<AggregateFunction<Long>> edge, NumberSet scanned) {
        NumberColumn<Long> time = match.time();
        EventRows scan = match.events().where(time.in(scanned));
        NumberSet inWindow = Windows.instants(window);
        if (match.where().equals(Formula.ALWAYS)) {
            return scan.having(new NumberColumn<>(edge.get(), time.grid()).in(inWindow.or(scanned.complement())));
        }
        Formula satisfied = Formula.all(match.where(), time.in(inWindow.or(scanned.complement())));
        return scan.having(Formula.atom(edge.get().eq(edge.get().filterWhere(satisfied.sql()))));
    }
}
