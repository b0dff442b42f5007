package io.muster.engine;

import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/**
 * What was erased from a project.
 *
 * @param retired the ordinals of the profiles that were there
 * @param events how many events of theirs there were, by name; names without any are left out
 * @param dataVersion the version without them; unchanged where nobody was there
 */
public record Erasure(RoaringBitmap retired, Map<String, Long> events, long dataVersion) {

    public Erasure {
        events = Map.copyOf(events);
    }

    /** Events of all names. */
    public long eventCount() {
        return events.values().stream().mapToLong(Long::longValue).sum();
    }
}
