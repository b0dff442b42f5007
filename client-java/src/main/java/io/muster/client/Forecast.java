package io.muster.client;

import java.time.Instant;
import java.util.List;

/** What evaluating a definition would cost, among {@code total} profiles. */
public record Forecast(long total, long dataVersion, Instant asOf, List<ResolvedWindow> windows, Cost cost) {
    public Forecast {
        windows = Lists.copy(windows);
    }
}
