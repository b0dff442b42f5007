package io.muster.engine.testing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event, as JSON would have it.
 *
 * @param time epoch milliseconds
 * @param properties String, BigDecimal, Boolean, List, Map or null by name
 */
public record EventRow(
        @Nullable String id,
        String profile,
        String name,
        long time,
        Map<String, ? extends @Nullable Object> properties) {

    public static EventRow of(String profile, String name, long time) {
        return new EventRow(null, profile, name, time, Map.of());
    }

    public static EventRow of(String profile, String name, long time, String property, Object value) {
        return new EventRow(null, profile, name, time, Map.of(property, value));
    }
}
