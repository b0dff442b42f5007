package io.muster.engine.duckdb;

import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/** Counts rows by profile, in as little memory as the bounds allow, and finds the profiles between them. */
final class ProfileCounts {

    private final long atLeast;
    private final long atMost;
    /** Beyond this it makes no difference how many there are. */
    private final int enough;

    private final byte[] small;
    private final int[] large;

    /** @param atLeast from 1 up to it, and to {@code atMost}, both included */
    ProfileCounts(int profiles, long atLeast, long atMost) {
        this.atLeast = atLeast;
        this.atMost = atMost;
        long bound = atMost == Long.MAX_VALUE ? atLeast : atMost + 1;
        enough = (int) Math.min(bound, Integer.MAX_VALUE);
        boolean fits = enough <= Byte.MAX_VALUE;
        small = new byte[fits ? profiles : 0];
        large = new int[fits ? 0 : profiles];
    }

    void add(int ordinal) {
        if (small.length > 0) {
            if (small[ordinal] < enough) {
                small[ordinal]++;
            }
        } else if (large[ordinal] < enough) {
            large[ordinal]++;
        }
    }

    RoaringBitmap bitmap() {
        int size = Math.max(small.length, large.length);
        long[] words = new long[size / Long.SIZE + 1];
        for (int ordinal = 0; ordinal < size; ordinal++) {
            int count = small.length > 0 ? small[ordinal] : large[ordinal];
            if (count >= atLeast && count <= atMost) {
                words[ordinal >> 6] |= 1L << ordinal;
            }
        }
        return BitSetUtil.bitmapOf(words);
    }
}
