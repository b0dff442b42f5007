package io.muster.engine.explain;

import io.muster.engine.Event;
import io.muster.model.condition.Window;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a profile's events of one name: all of them, or the newest of too many.
 *
 * @param events oldest first
 */
record KnownEvents(List<Event> events, boolean all) {

    /** Whether every event that the window has, or one that begins so much earlier, was read. */
    boolean reach(Window.@Nullable Resolved within, long slackMillis) {
        return all
                || (within != null
                        && within.from() != null
                        && !events.isEmpty()
                        && within.from().toEpochMilli() - slackMillis
                                > events.getFirst().timeMillis());
    }

    /** Whether every event at the latest instant was read. */
    boolean reachLatest() {
        return all
                || (!events.isEmpty()
                        && events.getLast().timeMillis() > events.getFirst().timeMillis());
    }
}
