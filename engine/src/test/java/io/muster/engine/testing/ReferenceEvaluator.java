package io.muster.engine.testing;

import io.muster.model.condition.Condition;
import io.muster.model.condition.EventPattern;
import io.muster.model.condition.PropertyCondition;
import io.muster.model.condition.Window;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
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
    private final ReferenceLog log;
    private final Map<Object, ReferenceRanking> rankings = new HashMap<>();

    public ReferenceEvaluator(ReferenceData data, Map<String, ReferenceSegment> segments) {
        this(data, segments, new ReferenceLog(Map.of()));
    }

    ReferenceEvaluator(ReferenceData data, Map<String, ReferenceSegment> segments, ReferenceLog log) {
        this.data = data;
        this.segments = segments;
        this.log = log;
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
            case Condition.Profiles(List<String> ids) -> isNamed(ids, id);
            case Condition.Event event -> holds(event, id, zone);
            case Condition.Sequence sequence -> holds(sequence, id, zone);
            case Condition.Near near -> isNear(near, person);
            case Condition.Quantile quantile -> ranking(quantile, zone).isIn(id);
            case Condition.Logged(var change, String segment, Window window) ->
                isNamed(log.logged(segment, change, (Window.Resolved) window), id);
        };
    }

    private boolean isMember(String segment, String id) {
        return switch (segments.get(segment)) {
            case ReferenceSegment.Dynamic(Condition condition, ZoneId zone) -> holds(condition, id, zone);
            case ReferenceSegment.Listed(Set<String> ids) -> isNamed(ids, id);
            case null -> throw new IllegalArgumentException("no segment " + segment);
        };
    }

    private boolean holds(Condition.Sequence sequence, String id, ZoneId zone) {
        Window.Resolved window = (Window.Resolved) sequence.within();
        List<EventRow> events = data.events(id).stream()
                .filter(event -> isInside(window, Instant.ofEpochMilli(event.time())))
                .toList();
        return new ReferenceSequence(
                        sequence.steps(), sequence.span(), events, (pattern, event) -> matches(pattern, event, zone))
                .happened();
    }

    private boolean matches(EventPattern pattern, EventRow event, ZoneId zone) {
        return event.name().equals(pattern.name())
                && (pattern.where() == null || holds(pattern.where(), Json.flatten(event.properties()), zone));
    }

    private static boolean isNear(Condition.Near near, ReferenceData.Person person) {
        if (!(person.attributes.get("location.lat") instanceof BigDecimal lat)
                || !(person.attributes.get("location.lon") instanceof BigDecimal lon)) {
            return false;
        }
        double phi = Math.toRadians(lat.doubleValue());
        double center = Math.toRadians(near.lat());
        double a = square(StrictMath.sin((phi - center) / 2))
                + StrictMath.cos(center)
                        * StrictMath.cos(phi)
                        * square(StrictMath.sin(Math.toRadians(lon.doubleValue() - near.lon()) / 2));
        double km = 2 * 6371.0088 * StrictMath.asin(Math.min(1, Math.sqrt(a)));
        return Math.abs(lat.doubleValue()) <= 90 && Math.abs(lon.doubleValue()) <= 180 && km <= near.km();
    }

    private static double square(double number) {
        return number * number;
    }

    /** The ranking does not depend on who is asked about, and is costly. */
    private ReferenceRanking ranking(Condition.Quantile quantile, ZoneId zone) {
        ReferenceRanking known = rankings.get(List.of(quantile, zone));
        if (known != null) {
            return known;
        }
        Condition among = quantile.among() == null ? new Condition.All(List.of()) : quantile.among();
        ReferenceFigures figures = new ReferenceFigures(this, data, zone);
        ReferenceRanking ranking = new ReferenceRanking(quantile, figures.values(quantile.by(), evaluate(among, zone)));
        rankings.put(List.of(quantile, zone), ranking);
        return ranking;
    }

    private boolean holds(Condition.Event event, String id, ZoneId zone) {
        EventPattern pattern = new EventPattern(event.name(), event.where());
        return measure(pattern, event.within(), id, zone).holds(event.measure());
    }

    ReferenceMeasure measure(EventPattern pattern, @Nullable Window within, String id, ZoneId zone) {
        Window.Resolved window = (Window.Resolved) within;
        Predicate<EventRow> matches =
                row -> isInside(window, Instant.ofEpochMilli(row.time())) && matches(pattern, row, zone);
        ZoneId dayZone = window == null ? zone : window.zone();
        return new ReferenceMeasure(data.events(id, pattern.name()), matches, dayZone);
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

    /** Whether one of the ids stands for the profile. */
    private boolean isNamed(Collection<String> ids, String profile) {
        return ids.stream().anyMatch(each -> data.named(each).equals(profile));
    }
}
