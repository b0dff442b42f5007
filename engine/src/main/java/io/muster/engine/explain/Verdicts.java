package io.muster.engine.explain;

import io.muster.engine.Profile;
import io.muster.model.condition.AsOf;
import io.muster.model.condition.Condition;
import io.muster.model.condition.Window;
import io.muster.model.condition.WindowResolver;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Verdicts on one profile at any instant. Conditions have their windows as written. */
record Verdicts(ProfileFacts facts, Surroundings surroundings, DayOfWeek weekStart) {

    boolean holds(Condition condition, ZoneId zone, Instant asOf) {
        return resolved(WindowResolver.resolve(condition, new AsOf(asOf, zone, weekStart)).condition(), zone, asOf);
    }

    private boolean resolved(Condition condition, ZoneId zone, Instant asOf) {
        Profile profile = facts.profile();
        return switch (condition) {
            case Condition.All(List<Condition> parts) -> parts.stream().allMatch(part -> resolved(part, zone, asOf));
            case Condition.Any(List<Condition> parts) -> parts.stream().anyMatch(part -> resolved(part, zone, asOf));
            case Condition.Not(Condition part) -> !resolved(part, zone, asOf);
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
            case Condition.InSegment(String segment) -> isMember(segment, asOf);
            case Condition.Event event -> measured(event, zone).holds(event.measure());
            case Condition.Sequence sequence -> new SequenceSearch(facts, sequence, zone).isFound();
            case Condition.Near near -> Distance.of(profile, near).filter(km -> km <= near.km()).isPresent();
            case Condition.Quantile _, Condition.Logged _ -> surroundings.holds(condition);
        };
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
