package io.muster.engine;

import io.muster.model.condition.MembershipChange;
import io.muster.model.condition.Window;
import org.roaringbitmap.RoaringBitmap;

/** The segments that a condition may refer to. For the thread that evaluates. */
public interface Segments {

    /**
     * The segment of that id or key.
     *
     * @throws io.muster.model.MusterException UNKNOWN_SEGMENT where there is none
     */
    Membership get(String idOrKey);

    /**
     * Of whom the segment's membership log tells that change, as far as the data still have them; not to be changed.
     *
     * @param window unbounded where the condition has none
     * @throws io.muster.model.MusterException UNKNOWN_SEGMENT where there is no such segment
     */
    RoaringBitmap logged(String idOrKey, MembershipChange change, Window.Resolved window);
}
