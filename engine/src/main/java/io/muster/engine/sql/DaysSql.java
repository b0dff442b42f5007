package io.muster.engine.sql;

import io.muster.engine.sql.NumberColumn.Bounds;
import io.muster.model.condition.Window;
import java.time.ZoneId;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** The local calendar day of events that lie in a window, or anywhere. */
record DaysSql(NumberColumn<Long> time, Window.@Nullable Resolved window, ZoneId zone) {

    /** A number that grows by one a day. */
    Field<Long> day() {
        Bounds<Long> covered = time.bounds(Windows.instants(window)).getFirst();
        return new LocalDays(zone).dayOf(time.field(), covered.low(), covered.high());
    }
}
