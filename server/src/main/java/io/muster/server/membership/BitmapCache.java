package io.muster.server.membership;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.muster.server.catalog.Catalog;
import io.muster.server.config.MusterProperties;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Bitmaps of committed memberships, bounded by the bytes they take. What a number stands for never changes but where a
 * profile is erased from it. Thread-safe.
 */
@Component
class BitmapCache {

    private static final int ENTRY_BYTES = 256;

    private final Catalog catalog;
    private final Cache<Key, RoaringBitmap> bitmaps;

    @Autowired
    BitmapCache(Catalog catalog, MusterProperties properties) {
        this(catalog, properties.membership().cache().toBytes());
    }

    /** @param bytes that the bitmaps may take together */
    BitmapCache(Catalog catalog, long bytes) {
        this.catalog = catalog;
        bitmaps = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((Key key, RoaringBitmap bitmap) -> weight(bitmap))
                .build();
    }

    /** Which of an entry's bitmaps. */
    enum Part {
        MEMBERS,
        ENTERED,
        EXITED
    }

    private record Key(String segment, long number, Part part) {}

    /** The bitmap, which nobody may change; loaded where it is not there. */
    RoaringBitmap get(String segment, long number, Part part, Supplier<RoaringBitmap> load) {
        Key key = new Key(segment, number, part);
        RoaringBitmap known = bitmaps.getIfPresent(key);
        // Not loaded under the cache's lock: a reader that waits for a connection must not keep others from theirs.
        return known == null ? keep(key, load.get()) : known;
    }

    @Nullable
    RoaringBitmap find(String segment, long number, Part part) {
        return bitmaps.getIfPresent(new Key(segment, number, part));
    }

    void put(String segment, long number, Part part, RoaringBitmap bitmap) {
        keep(new Key(segment, number, part), bitmap);
    }

    /** Drops what there is of a segment once the present transaction is committed: its log was written anew. */
    void forget(String segment) {
        catalog.afterCommit(
                () -> bitmaps.asMap().keySet().removeIf(key -> key.segment().equals(segment)));
    }

    /** What a transaction sees may be its own, and undone; so others see it only when it is committed. */
    private RoaringBitmap keep(Key key, RoaringBitmap bitmap) {
        catalog.afterCommit(() -> bitmaps.put(key, bitmap));
        return bitmap;
    }

    private static int weight(RoaringBitmap bitmap) {
        return (int) Math.min(Integer.MAX_VALUE, bitmap.getLongSizeInBytes() + ENTRY_BYTES);
    }
}
