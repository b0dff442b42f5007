package io.muster.server.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What was found in the catalogue, kept until anything at all is committed to it: a question that most requests ask is then
 * answered from memory, and never with what is no longer so. Where several servers share the catalogue nothing is kept.
 * Thread-safe.
 */
public final class Remembered<K, V> {

    private final Catalog catalog;
    private final Cache<K, Found<V>> known;

    /** @param most answers that are kept */
    public Remembered(Catalog catalog, int most) {
        this.catalog = catalog;
        this.known = Caffeine.newBuilder().maximumSize(most).build();
    }

    /** @param state of the catalogue, read before it was asked */
    private record Found<V>(V value, long state) {}

    /** What {@code load} finds, from memory where it is known; that there is nothing is not remembered. */
    public Optional<V> find(K key, Function<? super K, Optional<V>> load) {
        OptionalLong state = catalog.state();
        if (state.isEmpty()) {
            return load.apply(key);
        }
        Found<V> before = known.getIfPresent(key);
        if (before != null && before.state() == state.getAsLong()) {
            return Optional.of(before.value());
        }
        Optional<V> found = load.apply(key);
        found.ifPresent(value -> known.put(key, new Found<>(value, state.getAsLong())));
        return found;
    }
}
