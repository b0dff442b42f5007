package io.muster.engine.sql;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;

import io.muster.model.condition.EventPattern;
import io.muster.model.condition.Window;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * Which events of one name match.
 *
 * @param events all of that name
 * @param time of an event, in the stretch in which there are any
 * @param where what is asked of their properties
 * @param matching that, inside the window
 */
record EventMatch(EventRows events, NumberColumn<Long> time, Formula where, Formula matching) {

    static final Field<Long> TIME = field(name("time"), SQLDataType.BIGINT);

    /** Empty where there surely is no such event. */
    static Optional<EventMatch> of(EventPattern pattern, Window.@Nullable Resolved window, EventSource source) {
        EventTimes times = source.times().apply(pattern.name());
        if (times.isEmpty()) {
            return Optional.empty();
        }
        NumberColumn<Long> time = new NumberColumn<>(TIME, times.grid());
        Formula where = pattern.where() == null
                ? Formula.ALWAYS
                : new WhereFormula(pattern.name(), source.catalog(), source.zone()).of(pattern.where());
        Formula matching = Formula.all(time.in(Windows.instants(window)), where);
        return matching.equals(Formula.NEVER)
                ? Optional.empty()
                : source.catalog()
                        .events(pattern.name())
                        .map(table -> new EventMatch(new EventRows(table, source.among()), time, where, matching));
    }

    /** The events that match. */
    EventRows rows() {
        return events.where(matching);
    }
}
