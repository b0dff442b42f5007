package io.muster.client;

import java.util.List;

/**
 * What became of the rows of an import. Every row is in exactly one of the three numbers; {@code errors} are the first
 * 100 bad rows.
 */
public record ImportResult(long accepted, long rejected, long duplicates, List<RowError> errors, long dataVersion) {
    public ImportResult {
        errors = Lists.copy(errors);
    }
}
