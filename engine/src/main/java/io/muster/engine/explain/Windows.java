package io.muster.engine.explain;

import io.muster.model.condition.Window;
import org.jspecify.annotations.Nullable;

/** Whether an instant is inside a window. */
final class Windows {

    private Windows() {}

    static boolean isInside(Window.@Nullable Resolved window, long millis) {
        return window == null
                || ((window.from() == null || millis >= window.from().toEpochMilli())
                        && (window.to() == null || millis < window.to().toEpochMilli()));
    }
}
