package io.muster.engine;

import io.muster.model.ProjectId;
import io.muster.model.condition.Condition;
import org.roaringbitmap.RoaringBitmap;

/**
 * Finds the profiles that satisfy a condition: takes it apart into leaves, asks the engine (or the cache) for each
 * leaf's bitmap, and puts those together. Thread-safe.
 */
public final class Evaluator {

    private final LeafCache cache;

    public Evaluator(LeafCache cache) {
        this.cache = cache;
    }

    /**
     * The ordinals of the profiles that satisfy the condition at the snapshot's data version. The bitmap may be shared
     * with others and is not to be changed.
     *
     * @param condition with every window {@link io.muster.model.condition.Window.Resolved}
     * @throws io.muster.model.MusterException SEGMENT_CYCLE where a segment depends on itself, UNKNOWN_SEGMENT,
     *     DEADLINE_EXCEEDED, CANCELLED
     */
    public RoaringBitmap evaluate(
            ProjectId project,
            EngineSnapshot snapshot,
            Segments segments,
            Condition condition,
            EvaluationScope scope,
            Deadline deadline) {
        return new Evaluation(cache, project, snapshot, segments, deadline).members(condition, scope);
    }
}
