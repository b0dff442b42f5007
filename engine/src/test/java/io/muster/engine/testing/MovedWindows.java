package io.muster.engine.testing;

import io.muster.model.condition.Condition;
import io.muster.model.condition.Ranking;
import io.muster.model.condition.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A definition as it is resolved some time later: the windows of its events have moved on. */
record MovedWindows(Duration by) {

    Condition of(Condition condition) {
        return switch (condition) {
            case Condition.All(List<Condition> parts) ->
                new Condition.All(parts.stream().map(this::of).toList());
            case Condition.Any(List<Condition> parts) ->
                new Condition.Any(parts.stream().map(this::of).toList());
            case Condition.Not(Condition part) -> new Condition.Not(of(part));
            case Condition.Event event when event.within() instanceof Window.Resolved window ->
                new Condition.Event(event.name(), event.where(), moved(window), event.measure());
            case Condition.Event event -> event;
            case Condition.Attribute leaf -> leaf;
            case Condition.Tag leaf -> leaf;
            case Condition.Known leaf -> leaf;
            case Condition.Identity leaf -> leaf;
            case Condition.InSegment leaf -> leaf;
            case Condition.Profiles leaf -> leaf;
            case Condition.Near leaf -> leaf;
            case Condition.Logged leaf -> leaf;
            case Condition.Quantile(int of, var in, Ranking by, Condition among) ->
                new Condition.Quantile(of, in, of(by), among == null ? null : of(among));
            case Condition.Sequence sequence when sequence.within() instanceof Window.Resolved window ->
                new Condition.Sequence(sequence.steps(), sequence.span(), moved(window));
            case Condition.Sequence sequence -> sequence;
        };
    }

    private Ranking of(Ranking by) {
        return by instanceof Ranking.OfEvents(var event, Window.Resolved window, var figure)
                ? new Ranking.OfEvents(event, moved(window), figure)
                : by;
    }

    private Window.Resolved moved(Window.Resolved window) {
        return new Window.Resolved(moved(window.from()), moved(window.to()), window.zone());
    }

    private @Nullable Instant moved(@Nullable Instant instant) {
        return instant == null ? null : instant.plus(by);
    }
}
