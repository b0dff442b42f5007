package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.sql.SQLException;
import java.util.List;

/** Turns what DuckDB throws into what a caller can be told; JDBC gives no error codes, so by its messages. */
final class Failures {

    private static final List<String> FULL =
            List.of("No space left on device", "Disk quota exceeded", "File too large", "max_temp_directory_size");

    private Failures() {}

    /** The error to throw; throws the deadline's own where that ended the statement. */
    static MusterException of(SQLException e, Deadline deadline) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("INTERRUPT")) {
            deadline.check();
            return new MusterException(ErrorCode.CANCELLED, "The work was cancelled.", e);
        }
        if (FULL.stream().anyMatch(message::contains)) {
            return new MusterException(
                    ErrorCode.STORAGE_FULL, "The disk is full; nothing was changed. Free some space and try again.", e);
        }
        if (message.startsWith("Out of Memory")) {
            return new MusterException(
                    ErrorCode.OVERLOADED, "The work needs more memory than the engine may use just now.", e);
        }
        return new MusterException(ErrorCode.INTERNAL, "The storage engine failed.", e);
    }

    /** Whether the database cannot be used before it is detached and attached again. */
    static boolean isInvalidated(SQLException e) {
        return String.valueOf(e.getMessage()).contains("has been invalidated");
    }
}
