package io.muster.server.catalog;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What was found in the catalogue, kept until anything at all is committed to it: a question that most requests ask is then
 * answered from memory, and never with what is no longer so. Where several servers share the catalogue nothing is kept, and
 * where memory is short nothing has to be. Thread-safe.
 */
public final class Remembered<K, V> {

    private static final int MOST = 10_000;

    private final Catalog catalog;
    private final Cache<K, Found<V>> known =
            Caffeine.newBuilder().maximumSize(MOST).softValues().build();

    public Remembered(Catalog catalog) {
        this.catalog = catalog;
    }

    /** @param state of the catalogue, read before it was asked */
    private record Found<V>(V value, long state) {}

    /** What {@code load} finds, from memory where it is known; that there is nothing is not remembered. */
    public Optional<V> find(K key, Function<? super K, Optional<V>> load) {
        return find(key, _ -> true, load);
    }

    /** As {@link #find(Object, Function)}, but for answers that are not {@code good} any more, such as by time. */
    public Optional<V> find(K key, Predicate<? super V> good, Function<? super K, Optional<V>> load) {
        OptionalLong state = catalog.state();
        if (state.isEmpty()) {
            return load.apply(key);
        }
        Found<V> before = known.getIfPresent(key);
        if (before != null && before.state() == state.getAsLong() && good.test(before.value())) {
            return Optional.of(before.value());
        }
        Optional<V> found = load.apply(key);
        found.ifPresent(value -> known.put(key, new Found<>(value, state.getAsLong())));
        return found;
    }
}
