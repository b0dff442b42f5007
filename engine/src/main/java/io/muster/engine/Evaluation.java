package io.muster.engine;

import io.muster.engine.match.RankedProfiles;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.model.condition.Condition;
import io.muster.model.condition.Conditions;
import io.muster.model.condition.Window;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** One evaluation of one condition; every segment that it meets is evaluated once. For one thread. */
final class Evaluation {

    private final LeafCache cache;
    private final ProjectId project;
    private final EngineSnapshot snapshot;
    private final Segments segments;
    private final Deadline deadline;
    private final Map<String, Selection> evaluated = new HashMap<>();
    private final Set<String> path = new LinkedHashSet<>();
    private @Nullable RoaringBitmap everyone;

    Evaluation(LeafCache cache, ProjectId project, EngineSnapshot snapshot, Segments segments, Deadline deadline) {
        this.cache = cache;
        this.project = project;
        this.snapshot = snapshot;
        this.segments = segments;
        this.deadline = deadline;
    }

    RoaringBitmap members(Condition condition, EvaluationScope scope) {
        return select(condition, scope).members(this::everyone);
    }

    private Selection select(Condition condition, EvaluationScope scope) {
        deadline.check();
        return switch (condition) {
            case Condition.Not(Condition part) -> select(part, scope).not();
            case Condition.All(List<Condition> parts) ->
                Leaves.isLeaf(condition) ? leaf(condition, scope) : all(Leaves.of(parts, true), scope);
            case Condition.Any(List<Condition> parts) ->
                Leaves.isLeaf(condition) ? leaf(condition, scope) : any(Leaves.of(parts, false), scope);
            case Condition.InSegment(String segment) -> segment(segment);
            case Condition.Profiles(List<String> ids) -> profiles(ids);
            case Condition.Attribute _, Condition.Tag _, Condition.Known _, Condition.Identity _, Condition.Event _ ->
                leaf(condition, scope);
            case Condition.Sequence _, Condition.Near _ -> leaf(condition, scope);
            case Condition.Quantile quantile -> quantile(quantile, scope);
            case Condition.Logged logged -> logged(logged, scope);
        };
    }

    private Selection all(List<Condition> parts, EvaluationScope scope) {
        Selection all = Selection.EVERYONE;
        for (Condition part : parts) {
            all = all.and(select(part, scope));
            if (all.isNoOne()) {
                break;
            }
        }
        return all;
    }

    /** Whoever is not outside of every part, so that {@link Selection} has one operation only. */
    private Selection any(List<Condition> parts, EvaluationScope scope) {
        Selection none = Selection.EVERYONE;
        for (Condition part : parts) {
            none = none.and(select(part, scope).not());
            if (none.isNoOne()) {
                break;
            }
        }
        return none.not();
    }

    private Selection leaf(Condition leaf, EvaluationScope scope) {
        LeafCache.Key key = new LeafCache.Key(project, snapshot.dataVersion(), leaf, scope);
        return Selection.of(cache.get(
                key,
                snapshot.mark(),
                deadline,
                known -> known.map(before -> snapshot.update(leaf, scope, before, deadline))
                        .orElseGet(() -> snapshot.select(leaf, scope, deadline))));
    }

    private Selection profiles(List<String> ids) {
        return Selection.of(RoaringBitmap.bitmapOfUnordered(snapshot.ordinals(ids, deadline).values().stream()
                .mapToInt(Integer::intValue)
                .toArray()));
    }

    /** Kept like a leaf unless it depends on another segment, whose definition may change while the data do not. */
    private Selection quantile(Condition.Quantile quantile, EvaluationScope scope) {
        if (!Conditions.segmentReferences(quantile).isEmpty()) {
            return Selection.of(ranked(quantile, scope));
        }
        LeafCache.Key key = new LeafCache.Key(project, snapshot.dataVersion(), quantile, scope);
        return Selection.of(cache.get(key, snapshot.mark(), deadline, _ -> ranked(quantile, scope)));
    }

    private RoaringBitmap ranked(Condition.Quantile quantile, EvaluationScope scope) {
        Condition among = quantile.among();
        RoaringBitmap whose = among == null ? everyone() : select(among, scope).members(this::everyone);
        RankedProfiles ranked = new RankedProfiles(quantile, whose);
        snapshot.rank(quantile.by(), scope, ranked, deadline);
        return ranked.members();
    }

    private Selection logged(Condition.Logged condition, EvaluationScope scope) {
        Window.Resolved window = condition.within() instanceof Window.Resolved resolved
                ? resolved
                : new Window.Resolved(null, null, scope.zone());
        RoaringBitmap logged = segments.logged(condition.segment(), condition.change(), window);
        return Selection.of(RoaringBitmap.and(logged, everyone()));
    }

    private Selection segment(String segment) {
        Selection known = evaluated.get(segment);
        if (known != null) {
            return known;
        }
        if (!path.add(segment)) {
            throw new MusterException(
                    ErrorCode.SEGMENT_CYCLE,
                    "Segment " + segment + " depends on itself: " + String.join(" → ", path) + " → " + segment
                            + "; a segment may refer only to segments that do not refer to it.");
        }
        Selection members =
                switch (segments.get(segment)) {
                    case Membership.Dynamic(Condition condition, EvaluationScope scope) -> select(condition, scope);
                    case Membership.Static(RoaringBitmap listed) -> Selection.of(RoaringBitmap.and(listed, everyone()));
                };
        path.remove(segment);
        evaluated.put(segment, members);
        return members;
    }

    private RoaringBitmap everyone() {
        RoaringBitmap known = everyone;
        if (known == null) {
            known = snapshot.everyone(deadline);
            everyone = known;
        }
        return known;
    }
}
