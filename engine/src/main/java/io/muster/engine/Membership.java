package io.muster.engine;

import io.muster.model.condition.Condition;
import org.roaringbitmap.RoaringBitmap;

/** Who is in a segment, as far as an evaluation has to know. */
public sealed interface Membership {

    /**
     * Whoever satisfies the condition.
     *
     * @param condition with every window {@link io.muster.model.condition.Window.Resolved}
     * @param scope the segment's own
     */
    record Dynamic(Condition condition, EvaluationScope scope) implements Membership {}

    /** These profiles, as far as the data still have them; the bitmap is not changed. */
    record Static(RoaringBitmap members) implements Membership {}
}
