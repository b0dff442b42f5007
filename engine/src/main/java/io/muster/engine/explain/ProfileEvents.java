package io.muster.engine.explain;

import io.muster.engine.Event;
import io.muster.model.condition.EventPattern;
import io.muster.model.condition.Ranking;
import io.muster.model.condition.Window;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** One profile's events, of which there may be any number. Windows are resolved. For one thread. */
public interface ProfileEvents {

    /** Those that match, newest first, at most {@code limit}. */
    List<Event> newest(EventPattern pattern, Window.@Nullable Resolved within, ZoneId zone, int limit);

    /** A number told of those that match; empty where they have none. */
    OptionalDouble figure(Ranking.OfEvents figure, ZoneId zone);
}
