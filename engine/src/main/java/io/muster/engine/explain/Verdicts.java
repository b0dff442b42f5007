package io.muster.engine.explain;

import io.muster.engine.Profile;
import io.muster.model.condition.AsOf;
import io.muster.model.condition.Condition;
import io.muster.model.condition.Conditions;
import io.muster.model.condition.Measure;
import io.muster.model.condition.Window;
import io.muster.model.condition.WindowResolver;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Verdicts on one profile at any instant. Conditions have their windows as written. */
record Verdicts(ProfileFacts facts, Surroundings surroundings, DayOfWeek weekStart) {

    boolean holds(Condition condition, ZoneId zone, Instant asOf) {
        return switch (condition) {
            case Condition.All(List<Condition> parts) -> parts.stream().allMatch(part -> holds(part, zone, asOf));
            case Condition.Any(List<Condition> parts) -> parts.stream().anyMatch(part -> holds(part, zone, asOf));
            case Condition.Not(Condition part) -> !holds(part, zone, asOf);
            case Condition.InSegment(String segment) -> isMember(segment, asOf);
            case Condition.Quantile _, Condition.Logged _ -> surroundings.holds(condition, zone);
            case Condition.Attribute _, Condition.Tag _, Condition.Known _, Condition.Identity _ ->
                resolved(resolve(condition, zone, asOf), zone);
            case Condition.Profiles _, Condition.Event _, Condition.Sequence _, Condition.Near _ ->
                resolved(resolve(condition, zone, asOf), zone);
        };
    }

    Condition resolve(Condition condition, ZoneId zone, Instant asOf) {
        return WindowResolver.resolve(condition, new AsOf(asOf, zone, weekStart))
                .condition();
    }

    private boolean resolved(Condition leaf, ZoneId zone) {
        Profile profile = facts.profile();
        return switch (leaf) {
            case Condition.Attribute(String name, var tests) ->
                new FactTests(
                                profile.attributes().containsKey(name),
                                profile.attributes().get(name),
                                zone)
                        .satisfiesAll(tests);
            case Condition.Tag(String name) -> profile.tags().contains(name);
            case Condition.Known(boolean known) ->
                known == Condition.Known.KEYSPACES.stream().anyMatch(profile.identities()::containsKey);
            case Condition.Identity(String keyspace) -> profile.identities().containsKey(keyspace);
            case Condition.Profiles(List<String> ids) -> ids.contains(profile.id());
            case Condition.Event event ->
                isReached(event, 0) ? measured(event, zone).holds(event.measure()) : surroundings.holds(event, zone);
            case Condition.Sequence sequence ->
                isReached(sequence, 0)
                        ? new SequenceSearch(facts, sequence, zone).isFound()
                        : surroundings.holds(sequence, zone);
            case Condition.Near near ->
                Distance.of(profile, near).filter(km -> km <= near.km()).isPresent();
            case Condition.All _, Condition.Any _, Condition.Not _, Condition.InSegment _ -> throw noLeaf(leaf);
            case Condition.Quantile _, Condition.Logged _ -> throw noLeaf(leaf);
        };
    }

    /**
     * Whether all events that decide were read, also those of windows that begin so much earlier.
     *
     * @param event with its windows resolved
     */
    boolean isReached(Condition.Event event, long slackMillis) {
        KnownEvents known = facts.known(event.name());
        return switch (event.measure()) {
            case Measure.First _ -> known.all();
            case Measure.Last _ -> known.reachLatest();
            case Measure.Count _, Measure.Days _, Measure.Aggregate _ ->
                known.reach((Window.Resolved) event.within(), slackMillis);
        };
    }

    /** @param sequence with its windows resolved */
    boolean isReached(Condition.Sequence sequence, long slackMillis) {
        return Conditions.eventNames(sequence).stream()
                .allMatch(name -> facts.known(name).reach((Window.Resolved) sequence.within(), slackMillis));
    }

    private static IllegalArgumentException noLeaf(Condition condition) {
        return new IllegalArgumentException("not decided by the profile itself: " + condition);
    }

    private boolean isMember(String segment, Instant asOf) {
        return switch (surroundings.segment(segment)) {
            case Surroundings.Referred.Defined(Condition definition, ZoneId zone) -> holds(definition, zone, asOf);
            case Surroundings.Referred.Listed(boolean member) -> member;
        };
    }

    /** @param event with its windows resolved */
    Measured measured(Condition.Event event, ZoneId zone) {
        Window.Resolved window = (Window.Resolved) event.within();
        return new Measured(
                facts.events(event.name()),
                new EventMatch(event.where(), window, zone),
                window == null ? zone : window.zone());
    }
}
