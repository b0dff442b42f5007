package io.muster.engine.explain;

import io.muster.engine.Event;
import io.muster.model.condition.Condition;
import io.muster.model.condition.EventPattern;
import io.muster.model.condition.PropertyCondition;
import io.muster.model.condition.Step;
import io.muster.model.condition.Test;
import io.muster.model.condition.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The instants at which time alone changes anything that a condition asks of a profile. For one thread. */
final class TimedPoints {

    private final Verdicts verdicts;
    private final Instant now;
    private final int limit;
    private final NavigableSet<Long> changes = new TreeSet<>();
    private final Map<Window, Set<Long>> seen = new HashMap<>();
    private int points;

    TimedPoints(Verdicts verdicts, Instant now, int limit) {
        this.verdicts = verdicts;
        this.now = now;
        this.limit = limit;
    }

    /** Epoch milliseconds after now, ascending; null where there are too many points to look at. */
    @Nullable
    NavigableSet<Long> of(Condition condition, ZoneId zone) {
        add(condition, zone);
        return points > limit ? null : changes;
    }

    private void add(Condition condition, ZoneId zone) {
        switch (condition) {
            case Condition.All(List<Condition> parts) -> parts.forEach(part -> add(part, zone));
            case Condition.Any(List<Condition> parts) -> parts.forEach(part -> add(part, zone));
            case Condition.Not(Condition part) -> add(part, zone);
            case Condition.Attribute(String name, List<Test> tests) ->
                add(tests, verdicts.facts().profile().attributes().get(name), zone);
            case Condition.InSegment(String segment) -> addSegment(segment);
            case Condition.Event event -> addEvent(event, zone);
            case Condition.Sequence sequence -> addSequence(sequence, zone);
            case Condition.Tag _, Condition.Known _, Condition.Identity _, Condition.Profiles _ -> {}
            case Condition.Near _, Condition.Quantile _, Condition.Logged _ -> {}
        }
    }

    private void addSegment(String segment) {
        if (verdicts.surroundings().segment(segment)
                instanceof Surroundings.Referred.Defined(Condition definition, ZoneId own)) {
            add(definition, own);
        }
    }

    private void addEvent(Condition.Event event, ZoneId zone) {
        if (verdicts.isReached((Condition.Event) verdicts.resolve(event, zone, now), WindowChanges.SLACK)) {
            add(event.name(), event.where(), event.within(), zone);
        } else {
            points = limit + 1;
        }
    }

    private void addSequence(Condition.Sequence sequence, ZoneId zone) {
        if (!verdicts.isReached((Condition.Sequence) verdicts.resolve(sequence, zone, now), WindowChanges.SLACK)) {
            points = limit + 1;
            return;
        }
        for (Step step : sequence.steps()) {
            add(step.event(), sequence.within(), zone);
            step.without().forEach(forbidden -> add(forbidden, sequence.within(), zone));
        }
    }

    private void add(EventPattern pattern, @Nullable Window within, ZoneId zone) {
        add(pattern.name(), pattern.where(), within, zone);
    }

    private void add(String name, @Nullable PropertyCondition where, @Nullable Window within, ZoneId zone) {
        for (Event event : verdicts.facts().events(name)) {
            if (within != null) {
                add(within, event.timeMillis(), zone);
            }
            if (where != null) {
                add(where, event, zone);
            }
        }
    }

    private void add(PropertyCondition condition, Event event, ZoneId zone) {
        switch (condition) {
            case PropertyCondition.All(var parts) -> parts.forEach(part -> add(part, event, zone));
            case PropertyCondition.Any(var parts) -> parts.forEach(part -> add(part, event, zone));
            case PropertyCondition.Not(var part) -> add(part, event, zone);
            case PropertyCondition.Property(String name, var tests) ->
                add(tests, event.properties().get(name), zone);
        }
    }

    private void add(List<Test> tests, @Nullable Object value, ZoneId zone) {
        for (Test test : tests) {
            if (test instanceof Test.Within(Window window)) {
                FactValue.instant(value, resolved(window, zone).zone())
                        .ifPresent(instant -> add(window, instant.toEpochMilli(), zone));
            }
            if (test instanceof Test.Anniversary(Window window)) {
                FactValue.day(value, resolved(window, zone).zone()).ifPresent(day -> addYears(window, day, zone));
            }
        }
    }

    private void addYears(Window window, LocalDate day, ZoneId zone) {
        if (!(window instanceof Window.Range || window instanceof Window.Resolved)) {
            Anniversaries.near(day, resolved(window, zone)).forEach(start -> add(window, start, zone));
        }
    }

    private void add(Window window, long point, ZoneId zone) {
        if (points <= limit
                && seen.computeIfAbsent(window, any -> new HashSet<>()).add(point)) {
            points++;
            changesOf(zone).of(window, point).forEach(changes::add);
        }
    }

    private Window.Resolved resolved(Window window, ZoneId zone) {
        return changesOf(zone).resolve(window, now.toEpochMilli());
    }

    private WindowChanges changesOf(ZoneId zone) {
        return new WindowChanges(now, zone, verdicts.weekStart());
    }
}
