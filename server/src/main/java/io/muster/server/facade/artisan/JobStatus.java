package io.muster.server.facade.artisan;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.export.ExportState;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Where a job is. */
enum JobStatus {
    QUEUED,
    RUNNING,
    COMPLETE,
    FAILED;

    Set<ExportState> states() {
        return Arrays.stream(ExportState.values())
                .filter(state -> of(state) == this)
                .collect(Collectors.toUnmodifiableSet());
    }

    static JobStatus of(ExportState state) {
        return switch (state) {
            case QUEUED -> QUEUED;
            case RUNNING -> RUNNING;
            case SUCCEEDED, EXPIRED -> COMPLETE;
            case FAILED, CANCELLED -> FAILED;
        };
    }

    /**
     * Reads a status, in upper or lower case.
     *
     * @throws MusterException INVALID_REQUEST
     */
    static JobStatus parse(String text) {
        String upper = text.toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(status -> status.name().equals(upper))
                .findFirst()
                .orElseThrow(() -> new MusterException(
                        ErrorCode.INVALID_REQUEST,
                        "status: '" + text + "' cannot be; give QUEUED, RUNNING, COMPLETE or FAILED."));
    }
}
