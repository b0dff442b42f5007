package io.muster.server.preview;

import io.muster.engine.EngineSnapshot;
import io.muster.engine.EventExtent;
import io.muster.model.condition.AsOf;
import io.muster.model.condition.Condition;
import io.muster.model.condition.Conditions;
import io.muster.model.condition.EventPattern;
import io.muster.model.condition.Figure;
import io.muster.model.condition.Measure;
import io.muster.model.condition.Ranking;
import io.muster.model.condition.Window;
import io.muster.model.condition.WindowResolver;
import io.muster.server.segment.Segment;
import io.muster.server.segment.SegmentType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Estimates what a definition costs from the sizes of the tables it reads, before it is evaluated. Nanoseconds a row are
 * what the embedded engine was measured at on two cores; the comparison between conditions matters, not the figure.
 */
final class CostForecast {

    private static final double FIXED_MS = 1;
    private static final double PROFILE_NS = 3;
    private static final double COUNT_NS = 4;
    private static final double AGGREGATE_NS = 11;
    private static final double WHERE_NS = 4;
    private static final double STEP_NS = 120;
    private static final double RANK_NS = 150;

    private final EngineSnapshot snapshot;
    private final AsOf asOf;
    private final Function<String, Segment> segments;

    /** @param segments finds those that definitions name */
    CostForecast(EngineSnapshot snapshot, AsOf asOf, Function<String, Segment> segments) {
        this.snapshot = snapshot;
        this.asOf = asOf;
        this.segments = segments;
    }

    /**
     * @param rows read, by estimate
     * @param estimatedMs by estimate, where nothing of it is known already
     * @param costliest the pointer of the condition that costs most; null where none costs anything
     */
    record Cost(long rows, long estimatedMs, @Nullable String costliest, List<ConditionCost> conditions) {}

    /** One condition's part. */
    record ConditionCost(String pointer, long rows, long estimatedMs) {}

    private record Estimate(double rows, double ns) {
        private static final Estimate NOTHING = new Estimate(0, 0);

        private Estimate plus(Estimate other) {
            return new Estimate(rows + other.rows, ns + other.ns);
        }
    }

    Cost of(Condition definition) {
        List<ConditionCost> costs = new ArrayList<>();
        double most = 0;
        String costliest = null;
        for (Map.Entry<String, Estimate> part : estimates(definition).entrySet()) {
            Estimate estimate = part.getValue();
            long ms = Math.round(FIXED_MS + estimate.ns / 1e6);
            costs.add(new ConditionCost(part.getKey(), Math.round(estimate.rows), ms));
            if (estimate.ns > most) {
                most = estimate.ns;
                costliest = part.getKey();
            }
        }
        return new Cost(
                costs.stream().mapToLong(ConditionCost::rows).sum(),
                costs.stream().mapToLong(ConditionCost::estimatedMs).sum(),
                costliest,
                costs);
    }

    /** By pointer, of the conditions that read anything; what a segment reads is counted where it is named first. */
    private Map<String, Estimate> estimates(Condition definition) {
        Map<String, Estimate> estimates = new LinkedHashMap<>();
        Set<String> counted = new HashSet<>();
        Conditions.walk(definition, (at, condition) -> {
            Estimate estimate = estimate(condition, counted);
            if (!estimate.equals(Estimate.NOTHING)) {
                estimates.put(at.toString(), estimate);
            }
        });
        return estimates;
    }

    private Estimate estimate(Condition condition, Set<String> counted) {
        return switch (condition) {
            case Condition.InSegment(String idOrKey) -> segment(segments.apply(idOrKey), counted);
            case Condition.Attribute(var _, var tests) -> profiles(PROFILE_NS * tests.size());
            case Condition.Tag _, Condition.Known _, Condition.Identity _ -> profiles(PROFILE_NS);
            case Condition.Near _ -> profiles(RANK_NS / 3);
            case Condition.Event event -> events(event);
            case Condition.Sequence sequence ->
                Conditions.patterns(sequence).stream()
                        .map(pattern -> events(pattern, sequence.within(), STEP_NS))
                        .reduce(Estimate.NOTHING, Estimate::plus);
            case Condition.Quantile quantile -> ranking(quantile.by());
            case Condition.All _, Condition.Any _, Condition.Not _ -> Estimate.NOTHING;
            case Condition.Profiles _, Condition.Logged _ -> Estimate.NOTHING;
        };
    }

    private Estimate segment(Segment segment, Set<String> counted) {
        Condition definition = segment.content().definition();
        if (definition == null || segment.type() == SegmentType.STATIC || !counted.add(segment.id())) {
            return Estimate.NOTHING;
        }
        List<Estimate> parts = new ArrayList<>();
        Conditions.walk(definition, (_, condition) -> parts.add(estimate(condition, counted)));
        return parts.stream().reduce(Estimate.NOTHING, Estimate::plus);
    }

    private Estimate ranking(Ranking by) {
        return switch (by) {
            case Ranking.OfAttribute _ -> profiles(RANK_NS);
            case Ranking.OfEvents(var event, var within, var figure) ->
                events(event, within, figure instanceof Figure.Count ? COUNT_NS : AGGREGATE_NS)
                        .plus(profiles(RANK_NS));
        };
    }

    private Estimate events(Condition.Event event) {
        double ns = event.measure() instanceof Measure.Count ? COUNT_NS : AGGREGATE_NS;
        return events(new EventPattern(event.name(), event.where()), event.within(), ns);
    }

    private Estimate events(EventPattern pattern, @Nullable Window within, double ns) {
        return snapshot.extent(pattern.name())
                .map(extent -> {
                    double rows = extent.rows() * share(extent, within);
                    return new Estimate(rows, rows * (ns + (pattern.where() == null ? 0 : WHERE_NS)));
                })
                .orElse(new Estimate(0, 0));
    }

    /** How much of the events' time the window covers, as if they were spread evenly. */
    private double share(EventExtent extent, @Nullable Window within) {
        if (within == null || extent.firstMillis() == extent.lastMillis()) {
            return 1;
        }
        Window.Resolved window = WindowResolver.resolve(within, asOf);
        double from = millis(window.from(), extent.firstMillis());
        double to = millis(window.to(), extent.lastMillis());
        double covered = Math.min(to, (double) extent.lastMillis()) - Math.max(from, (double) extent.firstMillis());
        return Math.clamp(covered / (extent.lastMillis() - extent.firstMillis()), 0, 1);
    }

    private static double millis(@Nullable Instant bound, long unbounded) {
        return bound == null ? unbounded : bound.toEpochMilli();
    }

    private Estimate profiles(double ns) {
        return new Estimate(snapshot.profileCount(), snapshot.profileCount() * ns);
    }
}
