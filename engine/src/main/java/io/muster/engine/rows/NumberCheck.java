package io.muster.engine.rows;

import java.math.BigDecimal;

/** Keeps out numbers that no engine can hold: those whose magnitude a double does not have. */
final class NumberCheck {

    /** Powers of ten between which no look at the double is needed. */
    private static final int SAFE = 300;

    private NumberCheck() {}

    static BigDecimal checked(String field, BigDecimal value) throws RowRefused {
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        long magnitude = (long) value.precision() - value.scale();
        if (Math.abs(magnitude) > SAFE && !isDouble(value, magnitude)) {
            throw outOfRange(field, value.toString());
        }
        return value;
    }

    static RowRefused outOfRange(String field, String number) {
        return RowRefused.wrongType(
                field,
                "the number " + RowRefused.shown(number) + ", too large or too small to be stored",
                "0 or between 1e-307 and 1e308 in size");
    }

    /** Takes a double as the number that its shortest text says. */
    static BigDecimal checked(String field, double value) throws RowRefused {
        if (!Double.isFinite(value)) {
            throw RowRefused.wrongType(field, Double.toString(value), "a finite number or absent");
        }
        return BigDecimal.valueOf(value);
    }

    private static boolean isDouble(BigDecimal value, long magnitude) {
        // Digits without end would be written out for a conversion, so the magnitude comes first.
        return Math.abs(magnitude) < 400 && Double.isFinite(value.doubleValue()) && value.doubleValue() != 0;
    }
}
