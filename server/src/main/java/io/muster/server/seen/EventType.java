package io.muster.server.seen;

import io.muster.engine.EventSummary;
import io.muster.engine.FieldSummary;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** An event's name that has been seen, with its properties by name. */
record EventType(String name, long count, Instant firstSeen, Instant lastSeen, List<NamedValue> properties) {

    static EventType of(EventSummary event) {
        return new EventType(
                event.name(),
                event.count(),
                Instant.ofEpochMilli(event.firstMillis()),
                Instant.ofEpochMilli(event.lastMillis()),
                event.properties().stream()
                        .sorted(Comparator.comparing(FieldSummary::name))
                        .map(NamedValue::of)
                        .toList());
    }
}
