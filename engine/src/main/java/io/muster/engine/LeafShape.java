package io.muster.engine;

import io.muster.model.condition.Condition;
import io.muster.model.condition.Conditions;
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
        return window(leaf).map(window -> shape(leaf, ends(window))).orElseGet(() -> new LeafShape(leaf));
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

    private static LeafShape shape(Condition leaf, Window.Resolved ends) {
        return new LeafShape(
                switch (leaf) {
                    case Condition.Event(var name, var where, var within, var measure) ->
                        new Condition.Event(name, where, ends, measure);
                    case Condition.Sequence(var steps, var span, var within) ->
                        new Condition.Sequence(steps, span, ends);
                    case Condition.All _, Condition.Any _, Condition.Not _, Condition.Attribute _, Condition.Tag _,
                            Condition.Known _, Condition.Identity _, Condition.InSegment _, Condition.Profiles _,
                            Condition.Near _, Condition.Quantile _, Condition.Logged _ ->
                        leaf;
                });
    }

    private static Window.Resolved ends(Window.Resolved window) {
        return new Window.Resolved(
                window.from() == null ? null : Instant.EPOCH, window.to() == null ? null : Instant.EPOCH, window.zone());
    }

    private static Optional<Window.Resolved> window(Condition leaf) {
        return Conditions.within(leaf) instanceof Window.Resolved window ? Optional.of(window) : Optional.empty();
    }

    private static Duration between(@Nullable Instant one, @Nullable Instant other) {
        return one == null || other == null
                ? Duration.ZERO
                : Duration.between(one, other).abs();
    }
}
