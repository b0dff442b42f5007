package io.muster.engine.explain;

import io.muster.engine.Event;
import io.muster.engine.explain.Explanation.OfName;
import io.muster.engine.explain.Explanation.SeenEvent;
import io.muster.model.condition.Condition;
import io.muster.model.condition.EventPattern;
import io.muster.model.condition.Figure;
import io.muster.model.condition.Measure;
import io.muster.model.condition.Ranking;
import io.muster.model.condition.Step;
import io.muster.model.condition.Window;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What conditions, whose windows are resolved, see of a profile's events. Numbers are those of all events, however many;
 * where these were not all read, the engine is asked for them.
 */
record EventSights(ProfileFacts facts, ZoneId zone) {

    private static final Comparator<SeenEvent> ORDER = Comparator.comparingInt(
                    (SeenEvent seen) -> seen.matches() ? 0 : 1)
            .thenComparing(seen -> seen.event().position(), Comparator.reverseOrder());

    OfName of(Condition.Event event) {
        return of(new EventPattern(event.name(), event.where()), (Window.Resolved) event.within(), event.measure());
    }

    List<OfName> of(Condition.Sequence sequence) {
        return sequence.steps().stream()
                .flatMap(EventSights::patterns)
                .map(pattern -> of(pattern, (Window.Resolved) sequence.within(), null))
                .toList();
    }

    private static Stream<EventPattern> patterns(Step step) {
        return Stream.concat(step.without().stream(), Stream.of(step.event()));
    }

    private OfName of(EventPattern pattern, Window.@Nullable Resolved within, @Nullable Measure measure) {
        EventMatch matches = new EventMatch(pattern.where(), within, zone);
        KnownEvents known = facts.known(pattern.name());
        Measured measured = new Measured(known.events(), matches, within == null ? zone : within.zone());
        long total = known.all() ? known.events().size() : count(new EventPattern(pattern.name(), null), null);
        if (!known.reach(within, 0)) {
            return asked(pattern, within, measure, total);
        }
        List<SeenEvent> events = seen(known.events(), matches);
        return new OfName(
                pattern.name(),
                total,
                events.stream().filter(SeenEvent::matches).count(),
                measure == null ? null : measured.number(measure).orElse(null),
                sample(events));
    }

    private OfName asked(
            EventPattern pattern, Window.@Nullable Resolved within, @Nullable Measure measure, long total) {
        List<SeenEvent> events = new ArrayList<>();
        facts.stored()
                .newest(pattern, within, zone, Explanation.SAMPLE)
                .forEach(event -> events.add(new SeenEvent(event, true)));
        seen(facts.events(pattern.name()), new EventMatch(pattern.where(), within, zone)).stream()
                .filter(seen -> !seen.matches())
                .forEach(events::add);
        BigDecimal measured =
                measure == null ? null : number(pattern, within, measure).orElse(null);
        return new OfName(pattern.name(), total, count(pattern, within), measured, sample(events));
    }

    private static List<SeenEvent> seen(List<Event> events, Predicate<Event> matches) {
        return events.stream()
                .map(event -> new SeenEvent(event, matches.test(event)))
                .toList();
    }

    private static List<SeenEvent> sample(List<SeenEvent> events) {
        return events.stream().sorted(ORDER).limit(Explanation.SAMPLE).toList();
    }

    private long count(EventPattern pattern, Window.@Nullable Resolved within) {
        return (long) figure(pattern, within, new Figure.Count()).orElse(0);
    }

    private Optional<BigDecimal> number(EventPattern pattern, Window.@Nullable Resolved within, Measure measure) {
        Optional<OptionalDouble> figure =
                switch (measure) {
                    case Measure.Count _ -> Optional.of(figure(pattern, within, new Figure.Count()));
                    case Measure.Days _ -> Optional.of(figure(pattern, within, new Figure.Days()));
                    case Measure.Aggregate(var function, String property, var _) ->
                        Optional.of(figure(pattern, within, new Figure.Aggregate(function, property)));
                    case Measure.First _, Measure.Last _ -> Optional.empty();
                };
        return figure.flatMap(
                number -> number.isPresent() ? Optional.of(Measured.held(number.getAsDouble())) : overNothing(measure));
    }

    private Optional<BigDecimal> overNothing(Measure measure) {
        return new Measured(List.of(), event -> false, zone).number(measure);
    }

    private OptionalDouble figure(EventPattern pattern, Window.@Nullable Resolved within, Figure figure) {
        return facts.stored().figure(new Ranking.OfEvents(pattern, within, figure), zone);
    }
}
