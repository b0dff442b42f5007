package io.muster.server.segment.member;

import java.util.Arrays;
import java.util.List;
import org.roaringbitmap.BatchIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * Counts, for every combination of some sets, whoever is in exactly these. A stretch of ordinals at a time each set
 * writes its bit to a byte for each ordinal; that takes one look at each member, however many combinations there are.
 */
final class Regions {

    /** Sets that fit: one bit each. */
    static final int MOST = 8;

    /** Ordinals of a stretch; its bytes stay in the processor's cache. */
    private static final int STRETCH = 1 << 18;

    private static final int BATCH = 1 << 12;

    private Regions() {}

    /** The counts by combination: bit n stands for set n. The first, of nobody's members, is 0. */
    static long[] count(List<RoaringBitmap> sets) {
        List<Cursor> cursors = sets.stream().map(Cursor::new).toList();
        long[] counts = new long[1 << sets.size()];
        byte[] bits = new byte[STRETCH];
        long start = start(cursors);
        while (start < Long.MAX_VALUE) {
            long first = start / STRETCH * STRETCH;
            for (int set = 0; set < sets.size(); set++) {
                cursors.get(set).mark(bits, first, (byte) (1 << set));
            }
            for (byte combination : bits) {
                counts[combination & 0xFF]++;
            }
            Arrays.fill(bits, (byte) 0);
            start = start(cursors);
        }
        counts[0] = 0;
        return counts;
    }

    private static long start(List<Cursor> cursors) {
        return cursors.stream().mapToLong(Cursor::next).min().orElse(Long.MAX_VALUE);
    }

    /** A set, read from its beginning to its end. */
    private static final class Cursor {
        private final BatchIterator ordinals;
        private final int[] batch = new int[BATCH];
        private int at;
        private int size;

        private Cursor(RoaringBitmap set) {
            this.ordinals = set.getBatchIterator();
            fill();
        }

        private void fill() {
            at = 0;
            size = ordinals.hasNext() ? ordinals.nextBatch(batch) : 0;
        }

        /** The next ordinal; beyond every ordinal at the end. */
        private long next() {
            return at < size ? batch[at] : Long.MAX_VALUE;
        }

        private void mark(byte[] bits, long first, byte bit) {
            long end = first + STRETCH;
            while (next() < end) {
                int last = last(end);
                for (; at < last; at++) {
                    bits[(int) (batch[at] - first)] |= bit;
                }
                if (at == size) {
                    fill();
                }
            }
        }

        /** Where in the batch the ordinals before {@code end} end. */
        private int last(long end) {
            if (batch[size - 1] < end) {
                return size;
            }
            int found = Arrays.binarySearch(batch, at, size, (int) end);
            return found >= 0 ? found : -found - 1;
        }
    }
}
