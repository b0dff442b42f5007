package io.muster.model.condition;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

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

    /** An instant, to the millisecond; only as an operand of ordered comparisons and windows. */
    record Moment(Instant instant) implements Value {}

    /** A calendar day, in the evaluation's zone; only as an operand of ordered comparisons and windows. */
    record Day(LocalDate date) implements Value {}
}
