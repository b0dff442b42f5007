package io.muster.engine.rows;

import java.math.BigDecimal;

/**
 * How numbers are held: whole numbers that fit as 64-bit integers, money-like ones as exact decimals, the rest as IEEE
 * doubles. A given number has one form only, so that equal numbers are equal cells.
 */
public final class Numbers {

    /** Decimals that a DECIMAL keeps. */
    public static final int SCALE = 4;

    /** A DECIMAL's absolute value is below this; with 15 digits at most it survives a trip through a double. */
    public static final BigDecimal DECIMAL_LIMIT = BigDecimal.TEN.pow(11);

    private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    private Numbers() {}

    /** The one form of a number; {@code bits} is the integer, the integer times 10^{@link #SCALE}, or the raw double. */
    public record Held(CellKind kind, long bits) {}

    public static Held hold(BigDecimal value) {
        if (Math.abs((long) value.precision() - value.scale()) > 400) {
            return new Held(CellKind.DOUBLE, Double.doubleToRawLongBits(value.doubleValue()));
        }
        BigDecimal stripped = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        if (stripped.scale() <= 0) {
            if (stripped.compareTo(LONG_MIN) >= 0 && stripped.compareTo(LONG_MAX) <= 0) {
                return new Held(CellKind.LONG, stripped.longValueExact());
            }
        } else if (stripped.scale() <= SCALE && stripped.abs().compareTo(DECIMAL_LIMIT) < 0) {
            return new Held(
                    CellKind.DECIMAL, stripped.scaleByPowerOfTen(SCALE).longValueExact());
        }
        return new Held(CellKind.DOUBLE, Double.doubleToRawLongBits(value.doubleValue()));
    }
}
