package io.muster.model.condition;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** An operand. */
public sealed interface Value {

    record Text(String text) implements Value {}

    /** Normalized, so that {@code 1.0} equals {@code 1}. */
    record Numeric(BigDecimal number) implements Value {
        public Numeric {
            number = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        }

        public static Numeric of(long number) {
            return new Numeric(BigDecimal.valueOf(number));
        }
    }

    record Bool(boolean bool) implements Value {}

    /** JSON null. */
    record Null() implements Value {}

    /** An instant, to the millisecond, of the years 0–9999; only as an operand of ordered comparisons and windows. */
    record Moment(Instant instant) implements Value {
        public Moment {
            instant = instant.truncatedTo(ChronoUnit.MILLIS);
            requireYear(instant.atOffset(ZoneOffset.UTC).getYear());
        }
    }

    /** A calendar day of the years 0–9999, in the evaluation's zone; only as an operand of ordered comparisons and windows. */
    record Day(LocalDate date) implements Value {
        public Day {
            requireYear(date.getYear());
        }
    }

    private static void requireYear(int year) {
        if (year < 0 || year > 9999) {
            throw new IllegalArgumentException("a year of four digits is needed, not " + year);
        }
    }
}
