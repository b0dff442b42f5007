package io.muster.engine.testing;

import io.muster.engine.Membership;
import io.muster.engine.Segments;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.condition.MembershipChange;
import io.muster.model.condition.Window;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Segments by name; nothing has ever been logged of them. */
public record NamedSegments(Function<String, @Nullable Membership> byName) implements Segments {

    /** No segments at all. */
    public static final NamedSegments NONE = new NamedSegments(_ -> null);

    @Override
    public Membership get(String idOrKey) {
        Membership membership = byName.apply(idOrKey);
        if (membership == null) {
            throw new MusterException(ErrorCode.UNKNOWN_SEGMENT, "There is no segment " + idOrKey + ".");
        }
        return membership;
    }

    @Override
    public RoaringBitmap logged(String idOrKey, MembershipChange change, Window.Resolved window) {
        return new RoaringBitmap();
    }
}
