package io.muster.server.access;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.time.Duration;
import java.time.Instant;

/**
 * How an application gets a new secret.
 *
 * @param overlap how long the present secret works beside the new one; zero ends every earlier one at once
 * @param endPrevious whether the secret before the present one may end although it was to work for longer
 */
public record Rotation(Duration overlap, boolean endPrevious) {

    /** One secret before the present one is all that is kept. */
    void check(Application application, Instant now) {
        Instant until = application.previousUntil();
        if (!overlap.isZero() && !endPrevious && until != null && now.isBefore(until)) {
            throw new MusterException(
                    ErrorCode.CONFLICT,
                    "The secret before the present one works until " + until + ", and would end now. If that rotation's"
                            + " answer was lost, ask for the present secret with POST …/reveal; else rotate after"
                            + " that, or with \"end_previous\": true.");
        }
    }
}
