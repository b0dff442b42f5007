package io.muster.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An event name that has been seen, and the properties such events have. */
public record EventType(
        String name,
        long count,
        @Nullable Instant firstSeen,
        @Nullable Instant lastSeen,
        List<NamedValue> properties) {
    public EventType {
        properties = Lists.copy(properties);
    }
}
