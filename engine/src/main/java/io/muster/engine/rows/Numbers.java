package io.muster.engine.rows;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

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

    /** Numbers with fewer digits and 1 to {@link #SCALE} decimals are below {@link #DECIMAL_LIMIT}. */
    private static final int SHORT_DIGITS = 12;

    /** Powers of ten beyond which a number is not worth writing out. */
    private static final int LONGEST_MAGNITUDE = 400;

    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000};

    private Numbers() {}

    /** The one form of a number; {@code bits} is the integer, the integer times 10^{@link #SCALE}, or the raw double. */
    public record Held(CellKind kind, long bits) {}

    /**
     * Rounds to the nearest double where the number is neither a 64-bit integer nor a short decimal; a double that is
     * one of these after all is held as that.
     */
    public static Held hold(BigDecimal value) {
        if (value.scale() > 0 && value.scale() <= SCALE && value.precision() < SHORT_DIGITS) {
            return holdShort(value);
        }
        long magnitude = (long) value.precision() - value.scale();
        Held exact = Math.abs(magnitude) > LONGEST_MAGNITUDE ? null : exact(value);
        if (exact != null) {
            return exact;
        }
        double nearest = value.signum() == 0 ? 0 : value.doubleValue();
        Held rounded = Double.isFinite(nearest) ? exact(BigDecimal.valueOf(nearest)) : null;
        return rounded == null ? new Held(CellKind.DOUBLE, Double.doubleToRawLongBits(nearest)) : rounded;
    }

    /** The way of nearly all prices, without the cost of stripping zeros. */
    private static Held holdShort(BigDecimal value) {
        long scaled = value.unscaledValue().longValue() * POWERS[SCALE - value.scale()];
        return scaled % POWERS[SCALE] == 0
                ? new Held(CellKind.LONG, scaled / POWERS[SCALE])
                : new Held(CellKind.DECIMAL, scaled);
    }

    private static @Nullable Held exact(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        if (stripped.scale() <= 0) {
            boolean fits = stripped.compareTo(LONG_MIN) >= 0 && stripped.compareTo(LONG_MAX) <= 0;
            return fits ? new Held(CellKind.LONG, stripped.longValueExact()) : null;
        }
        boolean fits = stripped.scale() <= SCALE && stripped.abs().compareTo(DECIMAL_LIMIT) < 0;
        return fits
                ? new Held(CellKind.DECIMAL, stripped.scaleByPowerOfTen(SCALE).longValueExact())
                : null;
    }
}
