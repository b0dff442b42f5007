package io.muster.engine;

import io.muster.model.ProjectId;
import io.muster.model.condition.Condition;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Keeps the bitmaps of leaves, so that segments share them and later data versions start from them; bounded by what the
 * bitmaps take in memory. Of equal requests at the same time one computes and the others wait. Bitmaps of data versions
 * that a newer one has followed go first, then those unused for longest. Thread-safe.
 */
public final class LeafCache {

    /** 256 MB. */
    public static final long DEFAULT_BYTES = 256L << 20;

    private static final long ENTRY_BYTES = 1024;

    private final long capacity;
    private final Map<Key, Entry> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Alike, Set<Key>> alike = new HashMap<>();
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

    private record Entry(RoaringBitmap bitmap, DataMark mark) {}

    /** What keys have in common whose bitmaps may be made from one another. */
    private record Alike(ProjectId project, LeafShape shape, EvaluationScope scope) {
        static Alike of(Key key) {
            return new Alike(key.project(), LeafShape.of(key.leaf()), key.scope());
        }
    }

    private record Near(Key key, KnownLeaf known) {}

    /**
     * The bitmap of the key, which nobody may change; computed where it is not there. A computation that fails fails its
     * own caller only: one of those that wait for it then tries itself.
     *
     * @param mark of the key's data version
     * @param compute makes a bitmap that nobody else has, from the nearest one that is known if there is one; it is
     *     compressed here
     */
    public RoaringBitmap get(
            Key key, DataMark mark, Deadline deadline, Function<Optional<KnownLeaf>, RoaringBitmap> compute) {
        while (true) {
            CompletableFuture<@Nullable RoaringBitmap> own = new CompletableFuture<>();
            CompletableFuture<@Nullable RoaringBitmap> other;
            Optional<Near> near;
            synchronized (this) {
                Entry entry = kept.get(key);
                if (entry != null) {
                    shared++;
                    return entry.bitmap();
                }
                other = running.putIfAbsent(key, own);
                near = other == null ? nearest(key) : Optional.empty();
            }
            if (other == null) {
                return compute(key, mark, own, near, compute);
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

    private Optional<Near> nearest(Key key) {
        return alike.getOrDefault(Alike.of(key), Set.of()).stream()
                .filter(other -> other.dataVersion() <= key.dataVersion())
                .filter(other -> LeafShape.distance(other.leaf(), key.leaf()).isPresent())
                .min(Comparator.<Key, Long>comparing(
                                other -> distance(other, key))
                        .thenComparing(Key::dataVersion, Comparator.reverseOrder()))
                .map(other -> new Near(other, known(other)));
    }

    private static long distance(Key one, Key other) {
        return LeafShape.distance(one.leaf(), other.leaf()).orElseThrow().toMillis();
    }

    private KnownLeaf known(Key key) {
        Entry entry = kept.get(key);
        if (entry == null) {
            throw new IllegalStateException("no bitmap is kept of " + key);
        }
        return new KnownLeaf(key.leaf(), entry.bitmap(), entry.mark());
    }

    private RoaringBitmap compute(
            Key key,
            DataMark mark,
            CompletableFuture<@Nullable RoaringBitmap> own,
            Optional<Near> near,
            Function<Optional<KnownLeaf>, RoaringBitmap> compute) {
        RoaringBitmap bitmap = null;
        try {
            bitmap = compute.apply(near.map(Near::known));
            bitmap.runOptimize();
            return bitmap;
        } finally {
            keep(key, bitmap == null ? null : new Entry(bitmap, mark), near);
            own.complete(bitmap);
        }
    }

    private synchronized void keep(Key key, @Nullable Entry entry, Optional<Near> near) {
        running.remove(key);
        computed++;
        if (entry == null || size(entry) > capacity) {
            return;
        }
        newest.merge(key.project(), key.dataVersion(), Math::max);
        kept.put(key, entry);
        alike.computeIfAbsent(Alike.of(key), any -> new LinkedHashSet<>()).add(key);
        bytes += size(entry);
        near.map(Near::key).filter(this::isOutdated).ifPresent(this::drop);
        if (bytes > capacity) {
            evict(this::isOutdated, capacity);
            evict(any -> true, capacity);
        }
    }

    /** A bitmap that a newer one was made from has done its service. */
    private void drop(Key key) {
        Entry entry = kept.remove(key);
        if (entry != null) {
            removed(key, entry);
        }
    }

    /** Drops such entries, the longest unused first, until no more than that is left. */
    private void evict(Predicate<Key> which, long left) {
        Iterator<Map.Entry<Key, Entry>> entries = kept.entrySet().iterator();
        while (entries.hasNext() && bytes > left) {
            Map.Entry<Key, Entry> entry = entries.next();
            if (which.test(entry.getKey())) {
                entries.remove();
                removed(entry.getKey(), entry.getValue());
            }
        }
    }

    private void removed(Key key, Entry entry) {
        bytes -= size(entry);
        alike.computeIfPresent(Alike.of(key), (any, keys) -> {
            keys.remove(key);
            return keys.isEmpty() ? null : keys;
        });
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

    private static long size(Entry entry) {
        return entry.bitmap().getLongSizeInBytes() + ENTRY_BYTES;
    }
}
