package io.muster.engine.explain;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.EvaluationScope;
import io.muster.engine.Event;
import io.muster.model.condition.EventPattern;
import io.muster.model.condition.Ranking;
import io.muster.model.condition.Window;
import java.time.ZoneId;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The events that a snapshot has of a profile. */
public record StoredEvents(EngineSnapshot snapshot, int profile, Deadline deadline) implements ProfileEvents {

    @Override
    public List<Event> newest(EventPattern pattern, Window.@Nullable Resolved within, ZoneId zone, int limit) {
        return snapshot.newest(profile, pattern, within, new EvaluationScope(zone), limit, deadline);
    }

    @Override
    public OptionalDouble figure(Ranking.OfEvents figure, ZoneId zone) {
        return snapshot.figure(profile, figure, new EvaluationScope(zone), deadline);
    }
}
