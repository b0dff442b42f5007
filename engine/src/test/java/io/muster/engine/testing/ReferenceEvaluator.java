package io.muster.engine.testing;

import io.muster.model.condition.Condition;
import io.muster.model.condition.PropertyCondition;
import io.muster.model.condition.Window;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The segment language as it reads, one profile and one event after the other: no sets of numbers, no SQL, no haste.
 * Where an engine differs, the engine is wrong.
 */
public final class ReferenceEvaluator {

    private final ReferenceData data;
    private final Map<String, ReferenceSegment> segments;

    public ReferenceEvaluator(ReferenceData data, Map<String, ReferenceSegment> segments) {
        this.data = data;
        this.segments = segments;
    }

    /** The ids of the profiles that satisfy a condition, whose windows are resolved. */
    public Set<String> evaluate(Condition condition, ZoneId zone) {
        Set<String> members = new LinkedHashSet<>();
        for (String id : data.ids()) {
            if (holds(condition, id, zone)) {
                members.add(id);
            }
        }
        return members;
    }

    private boolean holds(Condition condition, String id, ZoneId zone) {
        ReferenceData.Person person = data.get(id);
        return switch (condition) {
            case Condition.All(List<Condition> parts) -> parts.stream().allMatch(part -> holds(part, id, zone));
            case Condition.Any(List<Condition> parts) -> parts.stream().anyMatch(part -> holds(part, id, zone));
            case Condition.Not(Condition part) -> !holds(part, id, zone);
            case Condition.Attribute(String name, var tests) ->
                new ReferenceValue(person.attributes.containsKey(name), person.attributes.get(name), zone).all(tests);
            case Condition.Tag(String name) -> person.tags.contains(name);
            case Condition.Known(boolean known) ->
                known == Condition.Known.KEYSPACES.stream().anyMatch(person.identities::containsKey);
            case Condition.Identity(String keyspace) -> person.identities.containsKey(keyspace);
            case Condition.InSegment(String segment) -> isMember(segment, id);
            case Condition.Profiles(List<String> ids) -> ids.contains(id);
            case Condition.Event event -> holds(event, id, zone);
            case Condition.Sequence _, Condition.Near _, Condition.Quantile _, Condition.Logged _ ->
                throw new UnsupportedOperationException();
        };
    }

    private boolean isMember(String segment, String id) {
        return switch (segments.get(segment)) {
            case ReferenceSegment.Dynamic(Condition condition, ZoneId zone) -> holds(condition, id, zone);
            case ReferenceSegment.Listed(Set<String> ids) -> ids.contains(id);
            case null -> throw new IllegalArgumentException("no segment " + segment);
        };
    }

    private boolean holds(Condition.Event event, String id, ZoneId zone) {
        Window.Resolved window = (Window.Resolved) event.within();
        Predicate<EventRow> matches = row -> isInside(window, Instant.ofEpochMilli(row.time()))
                && (event.where() == null || holds(event.where(), Json.flatten(row.properties()), zone));
        ZoneId dayZone = window == null ? zone : window.zone();
        return new ReferenceMeasure(data.events(id, event.name()), matches, dayZone).holds(event.measure());
    }

    private static boolean holds(PropertyCondition condition, Map<String, @Nullable Object> properties, ZoneId zone) {
        return switch (condition) {
            case PropertyCondition.All(var parts) -> parts.stream().allMatch(part -> holds(part, properties, zone));
            case PropertyCondition.Any(var parts) -> parts.stream().anyMatch(part -> holds(part, properties, zone));
            case PropertyCondition.Not(var part) -> !holds(part, properties, zone);
            case PropertyCondition.Property(String name, var tests) ->
                new ReferenceValue(properties.containsKey(name), properties.get(name), zone).all(tests);
        };
    }

    static boolean isInside(Window.@Nullable Resolved window, Instant time) {
        return window == null
                || ((window.from() == null || !time.isBefore(window.from()))
                        && (window.to() == null || time.isBefore(window.to())));
    }
}
