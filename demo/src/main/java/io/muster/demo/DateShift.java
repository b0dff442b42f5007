package io.muster.demo;

import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** By how many days the data's dates are moved. */
record DateShift(long days) {
    /** The day of the data's last sale. */
    static final LocalDate LAST_SALE = LocalDate.of(1998, 12, 30);

    static final DateShift NONE = new DateShift(0);

    /** So that the last sale was yesterday. */
    static DateShift toYesterday(Clock clock) {
        return new DateShift(
                ChronoUnit.DAYS.between(LAST_SALE, LocalDate.now(clock).minusDays(1)));
    }

    LocalDate of(LocalDate date) {
        return date.plusDays(days);
    }
}
