package io.muster.engine.sql;

import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;

import io.muster.engine.sql.NumberColumn.Bounds;
import io.muster.model.condition.Condition;
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

    private static final Field<Long> TIME = field(name("time"), SQLDataType.BIGINT);

    private final Condition.Event event;
    private final ColumnCatalog catalog;
    private final ZoneId zone;
    private final Among among;
    private final Window.@Nullable Resolved window;

    EventSql(Condition.Event event, ColumnCatalog catalog, ZoneId zone, Among among) {
        this.event = event;
        this.catalog = catalog;
        this.zone = zone;
        this.among = among;
        this.window = event.within() == null ? null : Windows.resolved(event.within());
    }

    OrdinalsQuery ordinals(EventTimes times) {
        if (catalog.events(event.name()).isEmpty() || times.isEmpty()) {
            return ofNoEvents();
        }
        EventRows rows = new EventRows(catalog.events(event.name()).get(), among);
        NumberColumn<Long> time = new NumberColumn<>(TIME, times.grid());
        Formula where = event.where() == null
                ? Formula.ALWAYS
                : new WhereFormula(event.name(), catalog, zone).of(event.where());
        Formula matching = Formula.all(time.in(Windows.instants(window)), where);
        if (matching.equals(Formula.NEVER)) {
            return ofNoEvents();
        }
        return switch (event.measure()) {
            case Measure.Count(List<Test> tests) -> count(rows.where(matching), NumberTests.all(tests));
            case Measure.Days(List<Test> tests) -> days(rows.where(matching), time, NumberTests.all(tests));
            case Measure.Aggregate(var function, var property, var tests) ->
                catalog.property(event.name(), property)
                        .map(columns -> new AggregateSql(columns, rows.where(matching)))
                        .map(aggregate -> aggregate.ordinals(function, NumberTests.all(tests)))
                        .orElseGet(this::ofNoEvents);
            case Measure.First() -> edge(rows, () -> min(TIME), time, where, Windows.upTo(window));
            case Measure.Last() -> edge(rows, () -> max(TIME), time, where, Windows.since(window));
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

    private OrdinalsQuery days(EventRows rows, NumberColumn<Long> time, NumberSet set) {
        Bounds<Long> covered = time.bounds(Windows.instants(window)).getFirst();
        LocalDays calendar = new LocalDays(window == null ? zone : window.zone());
        Field<Long> day = calendar.dayOf(TIME, covered.low(), covered.high());
        NumberColumn<Long> days = NumberColumn.positive(countDistinct(day).cast(SQLDataType.BIGINT));
        return rows.zeroOverNothing(set, days::in);
    }

    /**
     * The first or last event. Of the window only the side is filtered on beyond which no event can change the answer;
     * the other side is asked of the edge itself. jOOQ's aggregates are changed by a filter, hence one for each use.
     */
    private OrdinalsQuery edge(
            EventRows rows,
            Supplier<AggregateFunction<Long>> edge,
            NumberColumn<Long> time,
            Formula where,
            NumberSet scanned) {
        EventRows scan = rows.where(time.in(scanned));
        NumberSet inWindow = Windows.instants(window);
        if (where.equals(Formula.ALWAYS)) {
            return scan.having(new NumberColumn<>(edge.get(), time.grid()).in(inWindow.or(scanned.complement())));
        }
        Formula satisfied = Formula.all(where, time.in(inWindow.or(scanned.complement())));
        return scan.having(Formula.atom(edge.get().eq(edge.get().filterWhere(satisfied.sql()))));
    }
}
