package io.muster.server.preview;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.model.condition.AsOf;
import io.muster.model.condition.Condition;
import io.muster.model.condition.ResolvedWindow;
import io.muster.model.condition.WindowResolver;
import io.muster.server.membership.StoredMembership;
import io.muster.server.preview.ConditionCounts.ConditionCount;
import io.muster.server.preview.CostForecast.Cost;
import io.muster.server.preview.DefinitionWarnings.Warning;
import io.muster.server.project.Project;
import io.muster.server.query.Queries;
import io.muster.server.segment.Evaluations;
import io.muster.server.segment.Evaluations.Evaluated;
import io.muster.server.segment.Evaluations.Evaluation;
import io.muster.server.segment.Members;
import io.muster.server.segment.Segment;
import io.muster.server.segment.Segments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Tells of definitions what they would select. Nothing is saved. Thread-safe. */
@Component
class Previews {

    private final Segments segments;
    private final Members members;
    private final Evaluations evaluations;
    private final Queries queries;
    private final Clock clock;

    Previews(Segments segments, Members members, Evaluations evaluations, Queries queries, Clock clock) {
        this.segments = segments;
        this.members = members;
        this.evaluations = evaluations;
        this.queries = queries;
        this.clock = clock;
    }

    /** What a definition selects. */
    record Preview(
            long count,
            long total,
            long dataVersion,
            Instant asOf,
            List<ResolvedWindow> windows,
            List<String> sample,
            List<Warning> warnings,
            Cost cost,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<ConditionCount> conditions,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Comparison changes,
            long tookMs) {}

    /** What evaluating a definition would cost. */
    record Forecast(long total, long dataVersion, Instant asOf, List<ResolvedWindow> windows, Cost cost) {}

    Forecast forecast(Project project, Condition definition, PreviewRequest request) {
        return queries.run(project.id(), deadline -> {
            try (Evaluation evaluation = open(project, request, deadline)) {
                AsOf asOf = asOf(project, request, evaluation);
                return new Forecast(
                        evaluation.snapshot().profileCount(),
                        evaluation.dataVersion(),
                        evaluation.asOf(),
                        WindowResolver.resolve(definition, asOf).windows(),
                        new CostForecast(evaluation.snapshot(), asOf).of(definition));
            }
        });
    }

    /** @throws io.muster.model.MusterException NOT_FOUND or NOT_READY for the segment to compare with */
    Preview preview(Project project, Condition definition, PreviewRequest request) {
        Optional<Segment> against = request.against().map(segment -> segments.get(project, segment));
        Optional<StoredMembership> live = against.map(members::current);
        return queries.run(project.id(), deadline -> {
            try (Evaluation evaluation = open(project, request, deadline)) {
                return preview(project, definition, request, against, live, evaluation, deadline);
            }
        });
    }

    private Preview preview(
            Project project,
            Condition definition,
            PreviewRequest request,
            Optional<Segment> against,
            Optional<StoredMembership> live,
            Evaluation evaluation,
            Deadline deadline) {
        long start = System.nanoTime();
        EngineSnapshot snapshot = evaluation.snapshot();
        ZoneId zone = request.zone().orElse(project.zone());
        // Before the whole, so that the times are those of conditions that nobody has asked for yet.
        List<ConditionCount> counts =
                request.conditions() ? new ConditionCounts(evaluation, zone).of(definition) : null;
        Evaluated evaluated = evaluation.evaluate(definition, zone);
        RoaringBitmap selected = evaluated.members();
        Comparison changes = against.flatMap(segment -> live.map(
                        stored -> Comparison.of(segment, stored, selected, snapshot, request.sample(), deadline)))
                .orElse(null);
        return new Preview(
                selected.getLongCardinality(),
                snapshot.profileCount(),
                evaluation.dataVersion(),
                evaluation.asOf(),
                evaluated.windows(),
                sample(snapshot, selected, request.sample(), deadline),
                new DefinitionWarnings(snapshot, deadline).of(definition),
                new CostForecast(snapshot, asOf(project, request, evaluation)).of(definition),
                counts,
                changes,
                Duration.ofNanos(System.nanoTime() - start).toMillis());
    }

    private Evaluation open(Project project, PreviewRequest request, Deadline deadline) {
        return evaluations.open(project, request.asOf().orElseGet(clock::instant), deadline);
    }

    private static AsOf asOf(Project project, PreviewRequest request, Evaluation evaluation) {
        return new AsOf(evaluation.asOf(), request.zone().orElse(project.zone()), project.weekStart());
    }

    private static List<String> sample(EngineSnapshot snapshot, RoaringBitmap members, int size, Deadline deadline) {
        return snapshot.members(members, -1, size, deadline).stream()
                .map(EngineSnapshot.Member::id)
                .toList();
    }
}
