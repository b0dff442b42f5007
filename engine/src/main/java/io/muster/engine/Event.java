package io.muster.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event as stored.
 *
 * @param properties name → text, Long, BigDecimal, Double, Boolean, null or a list of such, by name
 * @param position where a page that ends here continues
 */
public record Event(
        @Nullable String id,
        String name,
        long timeMillis,
        Map<String, @Nullable Object> properties,
        EngineSnapshot.EventPosition position) {}
