package io.muster.engine.explain;

import io.muster.model.condition.Condition;
import io.muster.model.condition.Conditions;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.NavigableSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out when verdicts flip: tries every instant at which anything changes, until one does. */
final class Flips {

    /** Events and dates that are looked at. */
    private static final int MAX_POINTS = 20_000;

    /** Events that are looked at again and again, in all. */
    private static final long MAX_WORK = 20_000_000;

    private final Verdicts verdicts;
    private final Instant now;

    Flips(Verdicts verdicts, Instant now) {
        this.verdicts = verdicts;
        this.now = now;
    }

    Flip of(Condition condition, ZoneId zone) {
        if (condition instanceof Condition.Quantile || condition instanceof Condition.Logged) {
            return new Flip(Flip.Kind.UNKNOWN, null, false);
        }
        boolean provided = dependsOnOthers(condition, new HashSet<>());
        @Nullable NavigableSet<Long> changes = new TimedPoints(verdicts, now, MAX_POINTS).of(condition, zone);
        if (changes == null) {
            return new Flip(Flip.Kind.NOT_BEFORE, now, provided);
        }
        return first(condition, zone, changes, provided);
    }

    private Flip first(Condition condition, ZoneId zone, NavigableSet<Long> changes, boolean provided) {
        boolean present = verdicts.holds(condition, zone, now);
        long left = MAX_WORK / (1 + verdicts.facts().size());
        Instant tried = now;
        for (long change : changes) {
            if (left-- <= 0) {
                return new Flip(Flip.Kind.NOT_BEFORE, tried, provided);
            }
            tried = Instant.ofEpochMilli(change);
            if (verdicts.holds(condition, zone, tried) != present) {
                return new Flip(Flip.Kind.AT, tried, provided);
            }
        }
        return new Flip(Flip.Kind.NEVER, null, provided);
    }

    private boolean dependsOnOthers(Condition condition, Set<String> seen) {
        boolean[] depends = {false};
        Conditions.walk(condition, (at, node) -> {
            depends[0] |= node instanceof Condition.Quantile || node instanceof Condition.Logged;
            if (node instanceof Condition.InSegment(String segment)
                    && seen.add(segment)
                    && verdicts.surroundings().segment(segment) instanceof Surroundings.Referred.Defined defined) {
                depends[0] |= dependsOnOthers(defined.definition(), seen);
            }
        });
        return depends[0];
    }
}
