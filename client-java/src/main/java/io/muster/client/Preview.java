package io.muster.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many of {@code total} profiles a definition selects, what that is true of, and the ids of some. {@code conditions}
 * and {@code changes} are there if they were asked for.
 */
public record Preview(
        long count,
        long total,
        long dataVersion,
        Instant asOf,
        List<ResolvedWindow> windows,
        List<String> sample,
        List<Warning> warnings,
        @Nullable Cost cost,
        List<ConditionCount> conditions,
        @Nullable PreviewChanges changes,
        long tookMs) {
    public Preview {
        windows = Lists.copy(windows);
        sample = Lists.copy(sample);
        warnings = Lists.copy(warnings);
        conditions = Lists.copy(conditions);
    }
}
