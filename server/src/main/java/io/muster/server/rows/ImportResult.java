package io.muster.server.rows;

import io.muster.engine.rows.RejectedRowList.Rejected;
import java.util.List;

/**
 * What became of the rows; each is in exactly one of the four numbers.
 *
 * @param suppressed rows dropped because their profile was erased, for good or while they came
 */
record ImportResult(
        long accepted, long rejected, long duplicates, long suppressed, List<RowFault> errors, long dataVersion) {
    static final int ERRORS = 100;

    /** One of the first rows that were refused. */
    record RowFault(long line, String code, String detail) {
        static RowFault of(Rejected row) {
            return new RowFault(row.line(), row.code().code(), row.detail());
        }
    }
}
