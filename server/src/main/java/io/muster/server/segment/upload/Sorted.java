package io.muster.server.segment.upload;

import io.muster.engine.KeyKind;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * What the keys of a body came to.
 *
 * @param rows rows with a usable key
 * @param found the profiles they name
 * @param misses rows whose key no profile has
 * @param rejectedMisses those of them that were told as rejected
 * @param firstMisses the first of their keys, each once
 * @param dataVersion the data they were looked up in
 */
record Sorted(
        KeyKind kind,
        long rows,
        RoaringBitmap found,
        long misses,
        long rejectedMisses,
        List<String> firstMisses,
        long dataVersion) {

    Sorted with(RoaringBitmap more, long newer) {
        return new Sorted(kind, rows, RoaringBitmap.or(found, more), misses, rejectedMisses, firstMisses, newer);
    }
}
