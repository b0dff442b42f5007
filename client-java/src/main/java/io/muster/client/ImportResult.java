package io.muster.client;

import java.util.List;

/**
 * What became of the rows of an import. Every row is in exactly one of the four numbers; {@code errors} are the first
 * 100 bad rows.
 */
public record ImportResult(
        long accepted, long rejected, long duplicates, long suppressed, List<RowError> errors, long dataVersion) {
    public ImportResult {
        errors = Lists.copy(errors);
    }
}
