package io.muster.engine.sql;

import java.util.OptionalLong;

/** Between which epoch milliseconds all events of a name lie, both included; empty without events. */
public record EventTimes(OptionalLong min, OptionalLong max) {

    /** Of a name without events. */
    public static final EventTimes NONE = new EventTimes(OptionalLong.empty(), OptionalLong.empty());

    public static EventTimes between(long minMillis, long maxMillis) {
        return new EventTimes(OptionalLong.of(minMillis), OptionalLong.of(maxMillis));
    }

    boolean isEmpty() {
        return min.isEmpty() || max.isEmpty();
    }

    /** The times an event can have; bounds outside of them need not be compared at all. */
    Grid<Long> grid() {
        return Grid.longs(min.orElseThrow(), max.orElseThrow());
    }
}
