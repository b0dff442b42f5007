package io.muster.engine;

import java.util.function.Supplier;
import org.roaringbitmap.RoaringBitmap;

/**
 * A set of profiles: those in the bitmap or, for a complement, all others. A complement is taken only when a whole set
 * is asked for, and not at all where another set is cut by it. Bitmaps are shared and never changed.
 */
record Selection(RoaringBitmap bitmap, boolean complement) {

    static final Selection EVERYONE = new Selection(new RoaringBitmap(), true);

    static Selection of(RoaringBitmap bitmap) {
        return new Selection(bitmap, false);
    }

    Selection not() {
        return new Selection(bitmap, !complement);
    }

    /** Surely empty; a complement may be empty without it. */
    boolean isNoOne() {
        return !complement && bitmap.isEmpty();
    }

    Selection and(Selection other) {
        if (complement && other.complement) {
            return new Selection(union(bitmap, other.bitmap), true);
        }
        if (complement) {
            return other.and(this);
        }
        if (bitmap.isEmpty() || (other.complement && other.bitmap.isEmpty())) {
            return this;
        }
        return of(
                other.complement
                        ? RoaringBitmap.andNot(bitmap, other.bitmap)
                        : RoaringBitmap.and(bitmap, other.bitmap));
    }

    RoaringBitmap members(Supplier<RoaringBitmap> everyone) {
        if (!complement) {
            return bitmap;
        }
        return bitmap.isEmpty() ? everyone.get() : RoaringBitmap.andNot(everyone.get(), bitmap);
    }

    private static RoaringBitmap union(RoaringBitmap one, RoaringBitmap other) {
        if (one.isEmpty()) {
            return other;
        }
        return other.isEmpty() ? one : RoaringBitmap.or(one, other);
    }
}
