package io.muster.engine.duckdb;

import io.muster.engine.StoredType;

/** Which type holds the numbers of two others exactly. */
final class NumberTypes {

    /** Digits before the point that a short decimal has at most. */
    private static final int SHORT_DIGITS = 11;

    private NumberTypes() {}

    /**
     * A type for the values of both, which differ; text where one is of no number.
     *
     * @param digits before the point of the longest number in those of them that {@link #isLong}
     */
    static StoredType joined(StoredType one, StoredType other, int digits) {
        if (!isNumber(one) || !isNumber(other)) {
            return new StoredType.Text();
        }
        int scale = Math.max(scale(one), scale(other));
        boolean isShort = Math.max(digits, isDecimal(one) || isDecimal(other) ? SHORT_DIGITS : 0) + scale
                <= StoredType.Decimal.DOUBLE_DIGITS;
        if (isOf(StoredType.Mixed.class, one, other) || (isOf(StoredType.Real.class, one, other) && !isShort)) {
            return new StoredType.Mixed();
        }
        if (isOf(StoredType.Real.class, one, other)) {
            return new StoredType.Real();
        }
        return new StoredType.Decimal(isShort ? StoredType.Decimal.SHORT : precision(one, other, scale), scale);
    }

    /** Whether its numbers may have more digits than a double holds. */
    static boolean isLong(StoredType type) {
        return type instanceof StoredType.Whole || (type instanceof StoredType.Decimal decimal && !decimal.isShort());
    }

    private static int precision(StoredType one, StoredType other, int scale) {
        return Math.min(NumberSql.LONGEST, Math.max(whole(one), whole(other)) + scale);
    }

    private static int whole(StoredType type) {
        return type instanceof StoredType.Decimal(int precision, int scale)
                ? precision - scale
                : NumberSql.WHOLE_DIGITS;
    }

    private static int scale(StoredType type) {
        return type instanceof StoredType.Decimal decimal ? decimal.scale() : 0;
    }

    private static boolean isDecimal(StoredType type) {
        return type instanceof StoredType.Decimal;
    }

    private static boolean isOf(Class<? extends StoredType> type, StoredType one, StoredType other) {
        return type.isInstance(one) || type.isInstance(other);
    }

    private static boolean isNumber(StoredType type) {
        return type instanceof StoredType.Whole
                || type instanceof StoredType.Decimal
                || type instanceof StoredType.Real
                || type instanceof StoredType.Mixed;
    }
}
