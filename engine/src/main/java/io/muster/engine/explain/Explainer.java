package io.muster.engine.explain;

import io.muster.engine.Event;
import io.muster.engine.Profile;
import io.muster.engine.explain.Explanation.OfName;
import io.muster.engine.explain.Explanation.Seen;
import io.muster.engine.explain.Explanation.SeenEvent;
import io.muster.model.Pointer;
import io.muster.model.condition.AsOf;
import io.muster.model.condition.Condition;
import io.muster.model.condition.EventPattern;
import io.muster.model.condition.ResolvedWindow;
import io.muster.model.condition.Step;
import io.muster.model.condition.Window;
import io.muster.model.condition.WindowResolver;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Explains verdicts on one profile as of one instant. For one thread. */
public final class Explainer {

    private static final Comparator<SeenEvent> ORDER = Comparator.comparingInt(
                    (SeenEvent seen) -> seen.matches() ? 0 : 1)
            .thenComparing(
                    Comparator.comparingLong((SeenEvent seen) -> seen.event().timeMillis())
                            .reversed());

    private final Verdicts verdicts;
    private final Instant asOf;
    private final Flips flips;

    /** @param weekStart the project's first day of the week */
    public Explainer(ProfileFacts facts, Surroundings surroundings, DayOfWeek weekStart, Instant asOf) {
        this.verdicts = new Verdicts(facts, surroundings, weekStart);
        this.asOf = asOf;
        this.flips = new Flips(verdicts, asOf);
    }

    /** Whether the profile satisfies the condition at any instant. */
    public boolean holds(Condition condition, ZoneId zone, Instant at) {
        return verdicts.holds(condition, zone, at);
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
            case Condition.Event event -> new Seen.Events(List.of(seen(event, zone)));
            case Condition.Sequence sequence -> new Seen.Events(seen(sequence, zone));
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

    private OfName seen(Condition.Event event, ZoneId zone) {
        Condition.Event resolved =
                (Condition.Event) WindowResolver.resolve(event, asOf(zone)).condition();
        Measured measured = verdicts.measured(resolved, zone);
        return ofName(
                event.name(),
                measured.matches(),
                measured.number(event.measure()).orElse(null));
    }

    private List<OfName> seen(Condition.Sequence sequence, ZoneId zone) {
        Condition.Sequence resolved = (Condition.Sequence)
                WindowResolver.resolve(sequence, asOf(zone)).condition();
        Window.Resolved within = (Window.Resolved) resolved.within();
        return resolved.steps().stream()
                .flatMap(Explainer::patterns)
                .map(pattern -> ofName(pattern.name(), new EventMatch(pattern.where(), within, zone), null))
                .toList();
    }

    private static Stream<EventPattern> patterns(Step step) {
        return Stream.concat(step.without().stream(), Stream.of(step.event()));
    }

    private OfName ofName(String name, Predicate<Event> matches, @Nullable BigDecimal measured) {
        List<SeenEvent> events = verdicts.facts().events(name).stream()
                .map(event -> new SeenEvent(event, matches.test(event)))
                .sorted(ORDER)
                .toList();
        long matching = events.stream().filter(SeenEvent::matches).count();
        List<SeenEvent> sample = events.subList(0, Math.min(Explanation.SAMPLE, events.size()));
        return new OfName(name, events.size(), matching, measured, List.copyOf(sample));
    }

    private AsOf asOf(ZoneId zone) {
        return new AsOf(asOf, zone, verdicts.weekStart());
    }
}
