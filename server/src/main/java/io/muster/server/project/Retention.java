package io.muster.server.project;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.temporal.TemporalAmount;

/** ISO-8601 durations, of days and longer or of hours and shorter. */
final class Retention {
    private Retention() {}

    /**
     * Reads {@code P7D} or {@code PT48H}.
     *
     * @throws MusterException WRONG_TYPE, or INVALID_REQUEST for less than a minute or more than ten years
     */
    static TemporalAmount parse(String text) {
        try {
            TemporalAmount amount = text.contains("T") ? Duration.parse(text) : Period.parse(text);
            LocalDateTime start = LocalDate.EPOCH.atStartOfDay();
            Duration about = Duration.between(start, start.plus(amount));
            if (about.compareTo(Duration.ofMinutes(1)) < 0 || about.compareTo(Duration.ofDays(3660)) > 0) {
                throw new MusterException(
                        ErrorCode.INVALID_REQUEST, "'" + text + "' is out of range; give one minute to ten years.");
            }
            return amount;
        } catch (DateTimeException | ArithmeticException e) {
            throw new MusterException(
                    ErrorCode.WRONG_TYPE,
                    "'" + text + "' is not an ISO-8601 duration; give one such as PT48H or P7D.",
                    e);
        }
    }
}
