package io.muster.client;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A profile's events of one name: all, those that match, and the number that was compared, if any. */
public record SeenEvents(
        String name, long total, long matching, @Nullable BigDecimal measured, List<SeenEvent> sample) {
    public SeenEvents {
        sample = Lists.copy(sample);
    }
}
