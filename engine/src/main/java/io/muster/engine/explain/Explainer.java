package io.muster.engine.explain;

import io.muster.engine.Profile;
import io.muster.engine.explain.Explanation.Seen;
import io.muster.model.Pointer;
import io.muster.model.condition.AsOf;
import io.muster.model.condition.Condition;
import io.muster.model.condition.ResolvedWindow;
import io.muster.model.condition.WindowResolver;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Explains verdicts on one profile as of one instant. For one thread. */
public final class Explainer {

    private final Verdicts verdicts;
    private final Instant asOf;
    private final Flips flips;

    /** @param weekStart the project's first day of the week */
    public Explainer(ProfileFacts facts, Surroundings surroundings, DayOfWeek weekStart, Instant asOf) {
        this.verdicts = new Verdicts(facts, surroundings, weekStart);
        this.asOf = asOf;
        this.flips = new Flips(verdicts, asOf);
    }

    /** @param zone of windows that name none */
    public Explanation explain(Condition condition, ZoneId zone) {
        return explain(Pointer.ROOT, condition, zone);
    }

    private Explanation explain(Pointer at, Condition condition, ZoneId zone) {
        List<Explanation> parts =
                switch (condition) {
                    case Condition.All(List<Condition> inner) -> explainAll(at.child("all"), inner, zone);
                    case Condition.Any(List<Condition> inner) -> explainAll(at.child("any"), inner, zone);
                    case Condition.Not(Condition inner) -> List.of(explain(at.child("not"), inner, zone));
                    case Condition.Attribute _, Condition.Tag _, Condition.Known _, Condition.Identity _ -> List.of();
                    case Condition.InSegment _, Condition.Profiles _, Condition.Event _ -> List.of();
                    case Condition.Sequence _, Condition.Near _, Condition.Quantile _, Condition.Logged _ -> List.of();
                };
        return new Explanation(
                at.toString(),
                condition,
                verdicts.holds(condition, zone, asOf),
                flips.of(condition, zone),
                seen(condition, zone),
                parts.isEmpty() ? windows(at, condition, zone) : List.of(),
                parts);
    }

    private List<Explanation> explainAll(Pointer at, List<Condition> conditions, ZoneId zone) {
        List<Explanation> explained = new ArrayList<>(conditions.size());
        for (int i = 0; i < conditions.size(); i++) {
            explained.add(explain(at.child(i), conditions.get(i), zone));
        }
        return explained;
    }

    private List<ResolvedWindow> windows(Pointer at, Condition condition, ZoneId zone) {
        return WindowResolver.resolve(condition, asOf(zone)).windows().stream()
                .map(window -> new ResolvedWindow(at + window.pointer(), window.from(), window.to()))
                .toList();
    }

    private Seen seen(Condition condition, ZoneId zone) {
        Profile profile = verdicts.facts().profile();
        return switch (condition) {
            case Condition.Attribute(String name, var _) -> attributes(profile, List.of(name));
            case Condition.Tag _ -> new Seen.Tags(profile.tags());
            case Condition.Known _, Condition.Identity _ ->
                new Seen.Identities(Set.copyOf(profile.identities().keySet()));
            case Condition.Near near ->
                new Seen.Place(Distance.of(profile, near).orElse(null));
            case Condition.InSegment(String segment) -> new Seen.InSegment(segment);
            case Condition.Event event ->
                new Seen.Events(List.of(sights(zone).of((Condition.Event) verdicts.resolve(event, zone, asOf))));
            case Condition.Sequence sequence ->
                new Seen.Events(sights(zone).of((Condition.Sequence) verdicts.resolve(sequence, zone, asOf)));
            case Condition.All _, Condition.Any _, Condition.Not _ -> new Seen.Nothing();
            case Condition.Profiles _, Condition.Quantile _, Condition.Logged _ -> new Seen.Nothing();
        };
    }

    private static Seen attributes(Profile profile, List<String> names) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String name : names) {
            if (profile.attributes().containsKey(name)) {
                values.put(name, profile.attributes().get(name));
            }
        }
        return new Seen.Attributes(values);
    }

    private EventSights sights(ZoneId zone) {
        return new EventSights(verdicts.facts(), zone);
    }

    private AsOf asOf(ZoneId zone) {
        return new AsOf(asOf, zone, verdicts.weekStart());
    }
}
