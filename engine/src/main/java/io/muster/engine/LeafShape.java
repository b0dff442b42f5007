package io.muster.engine;

import io.muster.model.condition.Condition;
import io.muster.model.condition.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What two leaves have in common that ask the same of two windows: an answer to one of them is most of the answer to
 * the other where the windows are nearly the same.
 *
 * @param leaf with the ends of its window, where it has them, put to one instant
 */
record LeafShape(Condition leaf) {

    /** Windows whose ends are further apart than this part of their length are not nearly the same. */
    private static final int NEAR = 4;

    static LeafShape of(Condition leaf) {
        return new LeafShape(window(leaf).map(window -> shape(leaf, ends(window))).orElse(leaf));
    }

    /** How far the ends of two leaves' windows are apart; empty where that is too far for one to help with the other. */
    static Optional<Duration> distance(Condition one, Condition other) {
        Optional<Window.Resolved> left = window(one);
        Optional<Window.Resolved> right = window(other);
        if (left.isEmpty() || right.isEmpty()) {
            return left.isEmpty() && right.isEmpty() ? Optional.of(Duration.ZERO) : Optional.empty();
        }
        Duration apart = between(left.get().from(), right.get().from())
                .plus(between(left.get().to(), right.get().to()));
        Instant from = right.get().from();
        Instant to = right.get().to();
        boolean near = from == null
                || to == null
                || apart.multipliedBy(NEAR).compareTo(Duration.between(from, to)) <= 0;
        return near ? Optional.of(apart) : Optional.empty();
    }

    private static Window ends(Window.Resolved window) {
        return new Window.Resolved(
                window.from() == null ? null : Instant.EPOCH, window.to() == null ? null : Instant.EPOCH, window.zone());
    }

    private static Condition shape(Condition leaf, Window ends) {
        return switch (leaf) {
            case Condition.Event(var name, var where, var within, var measure) ->
                new Condition.Event(name, where, ends, measure);
            case Condition.Sequence(var steps, var span, var within) -> new Condition.Sequence(steps, span, ends);
            case Condition.All _, Condition.Any _, Condition.Not _, Condition.Profiles _, Condition.InSegment _ -> leaf;
            case Condition.Attribute _, Condition.Tag _, Condition.Known _, Condition.Identity _ -> leaf;
            case Condition.Near _, Condition.Quantile _, Condition.Logged _ -> leaf;
        };
    }

    private static Optional<Window.Resolved> window(Condition leaf) {
        return switch (leaf) {
            case Condition.Event event when event.within() instanceof Window.Resolved window -> Optional.of(window);
            case Condition.Sequence sequence when sequence.within() instanceof Window.Resolved window ->
                Optional.of(window);
            case Condition.Event _, Condition.Sequence _ -> Optional.empty();
            case Condition.All _, Condition.Any _, Condition.Not _, Condition.Profiles _, Condition.InSegment _ ->
                Optional.empty();
            case Condition.Attribute _, Condition.Tag _, Condition.Known _, Condition.Identity _ -> Optional.empty();
            case Condition.Near _, Condition.Quantile _, Condition.Logged _ -> Optional.empty();
        };
    }

    private static Duration between(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other == null
                ? Duration.ZERO
                : Duration.between(one, other).abs();
    }
}
