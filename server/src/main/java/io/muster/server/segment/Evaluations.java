package io.muster.server.segment;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.EvaluationScope;
import io.muster.engine.Evaluator;
import io.muster.engine.Membership;
import io.muster.engine.SegmentEngine;
import io.muster.engine.Segments;
import io.muster.model.condition.AsOf;
import io.muster.model.condition.Condition;
import io.muster.model.condition.MembershipChange;
import io.muster.model.condition.ResolvedWindow;
import io.muster.model.condition.Window;
import io.muster.model.condition.WindowResolver;
import io.muster.model.condition.WindowResolver.Resolution;
import io.muster.server.membership.Change;
import io.muster.server.membership.MembershipLog;
import io.muster.server.membership.SegmentLog;
import io.muster.server.project.Project;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Evaluates definitions on a project's newest data. Thread-safe. */
@Component
public class Evaluations {

    private final SegmentEngine engine;
    private final SegmentStore segments;
    private final MembershipLog memberships;
    private final Evaluator evaluator;
    private final Clock clock;

    Evaluations(
            SegmentEngine engine,
            SegmentStore segments,
            MembershipLog memberships,
            Evaluator evaluator,
            Clock clock) {
        this.engine = engine;
        this.segments = segments;
        this.memberships = memberships;
        this.evaluator = evaluator;
        this.clock = clock;
    }

    /** Opens the newest data; all that is evaluated through it is true of one data version and one instant: now. */
    public Evaluation open(Project project, Deadline deadline) {
        return open(project, clock.instant(), deadline);
    }

    /** Opens the newest data with windows relative to that instant. */
    public Evaluation open(Project project, Instant asOf, Deadline deadline) {
        return new Evaluation(project, engine.snapshot(project.id()), asOf, deadline);
    }

    /**
     * Who satisfies a definition.
     *
     * @param members ordinals; not to be changed
     * @param windows what the definition's own windows were resolved to
     */
    public record Evaluated(RoaringBitmap members, List<ResolvedWindow> windows) {}

    /** A question to the membership log; asked again in one evaluation it gets the same answer. */
    private record Logged(String segment, MembershipChange change, Window.Resolved window) {}

    /** One data version and one instant. For one thread; to be closed. */
    public final class Evaluation implements AutoCloseable {

        private final Project project;
        private final EngineSnapshot snapshot;
        private final Instant asOf;
        private final Deadline deadline;
        private final Map<Logged, RoaringBitmap> logged = new HashMap<>();

        private Evaluation(Project project, EngineSnapshot snapshot, Instant asOf, Deadline deadline) {
            this.project = project;
            this.snapshot = snapshot;
            this.asOf = new AsOf(asOf, project.zone(), project.weekStart()).instant();
            this.deadline = deadline;
        }

        public EngineSnapshot snapshot() {
            return snapshot;
        }

        public long dataVersion() {
            return snapshot.dataVersion();
        }

        /** To the millisecond. */
        public Instant asOf() {
            return asOf;
        }

        /** Evaluates a definition whose windows are counted in that zone, or null for the project's. */
        public Evaluated evaluate(Condition definition, @Nullable ZoneId zone) {
            return evaluate(definition, zone, deadline);
        }

        /** As above, with a limit of its own. */
        Evaluated evaluate(Condition definition, @Nullable ZoneId zone, Deadline limit) {
            Resolution resolution = resolve(definition, zone);
            RoaringBitmap members = evaluator.evaluate(
                    project.id(), snapshot, new Referred(), resolution.condition(), scope(zone), limit);
            return new Evaluated(members, resolution.windows());
        }

        /**
         * The segment of that id or key.
         *
         * @throws io.muster.model.MusterException NOT_FOUND
         */
        public Segment segment(String idOrKey) {
            return SegmentLookup.get(segments, project, idOrKey);
        }

        /** The stored members of a static segment. */
        public RoaringBitmap members(Segment fixed) {
            return memberships
                    .newest(fixed.id())
                    .map(kept -> kept.membership().members())
                    .orElseGet(RoaringBitmap::new);
        }

        @Override
        public void close() {
            snapshot.close();
        }

        private Resolution resolve(Condition definition, @Nullable ZoneId zone) {
            return WindowResolver.resolve(definition, new AsOf(asOf, scope(zone).zone(), project.weekStart()));
        }

        private EvaluationScope scope(@Nullable ZoneId zone) {
            return new EvaluationScope(zone == null ? project.zone() : zone);
        }

        /** The segments that definitions name. */
        private final class Referred implements Segments {

            @Override
            public Membership get(String idOrKey) {
                Segment segment = segment(idOrKey);
                SegmentContent content = segment.content();
                Condition definition = content.definition();
                if (definition == null || segment.type() == SegmentType.STATIC) {
                    return new Membership.Static(members(segment));
                }
                return new Membership.Dynamic(resolve(definition, content.zone()).condition(), scope(content.zone()));
            }

            @Override
            public RoaringBitmap logged(String idOrKey, MembershipChange change, Window.Resolved window) {
                Segment segment = segment(idOrKey);
                return logged.computeIfAbsent(new Logged(segment.id(), change, window), this::read);
            }

            /** What the log was told after this evaluation's instant is not part of its answer. */
            private RoaringBitmap read(Logged asked) {
                SegmentLog log = memberships.of(asked.segment());
                Instant from = asked.window().from();
                Instant end = asOf.plusMillis(1);
                Instant to = asked.window().to() == null || end.isBefore(asked.window().to())
                        ? end
                        : asked.window().to();
                return switch (asked.change()) {
                    case EVER -> log.ever(from, to);
                    case ENTERED -> log.changed(Change.ENTERED, from, to);
                    case EXITED -> log.changed(Change.EXITED, from, to);
                };
            }
        }
    }
}
