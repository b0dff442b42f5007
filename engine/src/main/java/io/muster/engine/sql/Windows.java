package io.muster.engine.sql;

import io.muster.engine.sql.NumberSet.Cut;
import io.muster.model.condition.Window;
import org.jspecify.annotations.Nullable;

/** What windows are to leaves: resolved, always. */
final class Windows {

    private Windows() {}

    static Window.Resolved resolved(Window window) {
        return switch (window) {
            case Window.Resolved resolved -> resolved;
            case Window.Last _, Window.Calendar _, Window.Range _, Window.Next _ -> throw unresolved(window);
        };
    }

    /** The instants inside, in epoch milliseconds; all of them without a window. */
    static NumberSet instants(Window.@Nullable Resolved window) {
        return since(window).and(upTo(window));
    }

    /** The instants inside or later. */
    static NumberSet since(Window.@Nullable Resolved window) {
        return window == null || window.from() == null
                ? NumberSet.ALL
                : NumberSet.above(Cut.below(LocalDays.millis(window.from())));
    }

    /** The instants inside or earlier. */
    static NumberSet upTo(Window.@Nullable Resolved window) {
        return window == null || window.to() == null
                ? NumberSet.ALL
                : NumberSet.below(Cut.below(LocalDays.millis(window.to())));
    }

    private static IllegalArgumentException unresolved(Window window) {
        return new IllegalArgumentException("a window has to be resolved before a leaf is evaluated: " + window);
    }
}
