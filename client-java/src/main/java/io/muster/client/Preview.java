package io.muster.client;

import java.time.Instant;
import java.util.List;

/** How many of {@code total} profiles a definition selects, what that is true of, and the ids of some. */
public record Preview(
        long count,
        long total,
        long dataVersion,
        Instant asOf,
        List<ResolvedWindow> windows,
        List<String> sample,
        List<Warning> warnings,
        long tookMs) {
    public Preview {
        windows = Lists.copy(windows);
        sample = Lists.copy(sample);
        warnings = Lists.copy(warnings);
    }
}
