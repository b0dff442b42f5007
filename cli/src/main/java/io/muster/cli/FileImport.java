package io.muster.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.muster.client.ImportResult;
import java.time.Duration;

/** What became of one file's rows, and how long that took. */
record FileImport(String file, @JsonUnwrapped ImportResult result, long milliseconds) {

    static FileImport of(String file, ImportResult result, long nanos) {
        return new FileImport(file, result, Duration.ofNanos(nanos).toMillis());
    }

    long rows() {
        return result.accepted() + result.rejected() + result.duplicates() + result.suppressed();
    }

    Duration took() {
        return Duration.ofMillis(milliseconds);
    }
}
