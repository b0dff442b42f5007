package io.muster.engine.duckdb;

import io.muster.model.condition.Window;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The times that one of two windows has and the other has not. */
final class MovedWindow {

    private MovedWindow() {}

    /** A condition on {@code time} for them, a millisecond more rather than less; empty where there are none. */
    static String times(Window.Resolved old, Window.Resolved now) {
        return Stream.of(between(old.from(), now.from()), between(old.to(), now.to()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" OR "));
    }

    private static String between(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null || one.equals(other)) {
            return "";
        }
        Instant first = one.isBefore(other) ? one : other;
        Instant last = one.isBefore(other) ? other : one;
        return "time BETWEEN " + first.toEpochMilli() + " AND " + (last.toEpochMilli() + 1);
    }
}
