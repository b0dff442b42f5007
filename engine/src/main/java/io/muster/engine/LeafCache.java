package io.muster.engine;

import io.muster.model.ProjectId;
import io.muster.model.condition.Condition;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Keeps the bitmaps of leaves, so that segments share them; bounded by what the bitmaps take in memory. Of equal
 * requests at the same time one computes and the others wait. Bitmaps of data versions that a newer one has followed
 * go first, then those unused for longest. Thread-safe.
 */
public final class LeafCache {

    /** 256 MB. */
    public static final long DEFAULT_BYTES = 256L << 20;

    private static final long ENTRY_BYTES = 1024;

    private final long capacity;
    private final Map<Key, RoaringBitmap> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Key, CompletableFuture<@Nullable RoaringBitmap>> running = new HashMap<>();
    private final Map<ProjectId, Long> newest = new HashMap<>();
    private long bytes;
    private long computed;
    private long shared;

    /** @param capacity bytes that the bitmaps may take together */
    public LeafCache(long capacity) {
        this.capacity = capacity;
    }

    /** What a bitmap depends on. */
    public record Key(ProjectId project, long dataVersion, Condition leaf, EvaluationScope scope) {}

    /**
     * The bitmap of the key, which nobody may change; computed where it is not there. A computation that fails fails its
     * own caller only: one of those that wait for it then tries itself.
     *
     * @param compute makes a bitmap that nobody else has; it is compressed here
     */
    public RoaringBitmap get(Key key, Deadline deadline, Supplier<RoaringBitmap> compute) {
        while (true) {
            CompletableFuture<@Nullable RoaringBitmap> own = new CompletableFuture<>();
            CompletableFuture<@Nullable RoaringBitmap> other;
            synchronized (this) {
                RoaringBitmap bitmap = kept.get(key);
                if (bitmap != null) {
                    shared++;
                    return bitmap;
                }
                other = running.putIfAbsent(key, own);
            }
            if (other == null) {
                return compute(key, own, compute);
            }
            RoaringBitmap bitmap = await(other, deadline);
            if (bitmap != null) {
                countShared();
                return bitmap;
            }
        }
    }

    private synchronized void countShared() {
        shared++;
    }

    /** Drops everything of the project. */
    public synchronized void forget(ProjectId project) {
        evict(key -> key.project().equals(project), 0);
        newest.remove(project);
    }

    /** How often a bitmap was computed since the start. */
    public synchronized long computed() {
        return computed;
    }

    /** How often a bitmap was given to one more, without being computed again. */
    public synchronized long shared() {
        return shared;
    }

    /** Bytes that the bitmaps take now. */
    public synchronized long bytes() {
        return bytes;
    }

    private RoaringBitmap compute(
            Key key, CompletableFuture<@Nullable RoaringBitmap> own, Supplier<RoaringBitmap> compute) {
        RoaringBitmap bitmap = null;
        try {
            bitmap = compute.get();
            bitmap.runOptimize();
            return bitmap;
        } finally {
            keep(key, bitmap);
            own.complete(bitmap);
        }
    }

    private synchronized void keep(Key key, @Nullable RoaringBitmap bitmap) {
        running.remove(key);
        computed++;
        if (bitmap == null || size(bitmap) > capacity) {
            return;
        }
        newest.merge(key.project(), key.dataVersion(), Math::max);
        kept.put(key, bitmap);
        bytes += size(bitmap);
        if (bytes > capacity) {
            evict(this::isOutdated, capacity);
            evict(any -> true, capacity);
        }
    }

    /** Drops such entries, the longest unused first, until no more than that is left. */
    private void evict(Predicate<Key> which, long left) {
        Iterator<Map.Entry<Key, RoaringBitmap>> entries = kept.entrySet().iterator();
        while (entries.hasNext() && bytes > left) {
            Map.Entry<Key, RoaringBitmap> entry = entries.next();
            if (which.test(entry.getKey())) {
                entries.remove();
                bytes -= size(entry.getValue());
            }
        }
    }

    private boolean isOutdated(Key key) {
        return key.dataVersion() < newest.getOrDefault(key.project(), 0L);
    }

    private static @Nullable RoaringBitmap await(CompletableFuture<@Nullable RoaringBitmap> other, Deadline deadline) {
        CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
        try (Deadline.Registration _ = deadline.onEnd(() -> ended.complete(null))) {
            CompletableFuture.anyOf(other, ended).join();
            deadline.check();
            return other.join();
        }
    }

    private static long size(RoaringBitmap bitmap) {
        return bitmap.getLongSizeInBytes() + ENTRY_BYTES;
    }
}
