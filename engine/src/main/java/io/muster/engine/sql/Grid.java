package io.muster.engine.sql;

import io.muster.engine.sql.NumberSet.Cut;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The values that a column's type can hold, so that a cut anywhere becomes a comparison with one of them. */
sealed interface Grid<T extends Comparable<T>> {

    /** The lowest value above the cut; null where there is none. */
    @Nullable
    T firstAbove(Cut cut);

    /** The highest value below the cut; null where there is none. */
    @Nullable
    T lastBelow(Cut cut);

    T lowest();

    T highest();

    static Grid<Long> longs(long lowest, long highest) {
        return new Decimals<>(0, BigDecimal.valueOf(lowest), BigDecimal.valueOf(highest), BigDecimal::longValueExact);
    }

    static Grid<Integer> days() {
        return new Decimals<>(
                0,
                BigDecimal.valueOf(Integer.MIN_VALUE),
                BigDecimal.valueOf(Integer.MAX_VALUE),
                BigDecimal::intValueExact);
    }

    /** Decimals of that many digits, {@code scale} of them decimals. */
    static Grid<BigDecimal> decimals(int precision, int scale) {
        BigDecimal highest =
                BigDecimal.TEN.pow(precision).subtract(BigDecimal.ONE).scaleByPowerOfTen(-scale);
        return new Decimals<>(scale, highest.negate(), highest, number -> number);
    }

    static Grid<Double> doubles() {
        return new Doubles();
    }

    /** Numbers of a fixed scale. */
    record Decimals<T extends Comparable<T>>(
            int scale, BigDecimal least, BigDecimal most, Function<BigDecimal, T> convert) implements Grid<T> {

        @Override
        public @Nullable T firstAbove(Cut cut) {
            BigDecimal first = cut.above()
                    ? cut.number().setScale(scale, RoundingMode.FLOOR).add(step())
                    : cut.number().setScale(scale, RoundingMode.CEILING);
            return first.compareTo(most) > 0
                    ? null
                    : convert.apply(first.max(least).setScale(scale));
        }

        @Override
        public @Nullable T lastBelow(Cut cut) {
            BigDecimal last = cut.above()
                    ? cut.number().setScale(scale, RoundingMode.FLOOR)
                    : cut.number().setScale(scale, RoundingMode.CEILING).subtract(step());
            return last.compareTo(least) < 0
                    ? null
                    : convert.apply(last.min(most).setScale(scale));
        }

        @Override
        public T lowest() {
            return convert.apply(least);
        }

        @Override
        public T highest() {
            return convert.apply(most);
        }

        private BigDecimal step() {
            return BigDecimal.ONE.movePointLeft(scale);
        }
    }

    /** IEEE doubles, the infinite ones included. */
    record Doubles() implements Grid<Double> {

        @Override
        public @Nullable Double firstAbove(Cut cut) {
            double near = cut.number().doubleValue();
            double first = isBelow(cut, near) ? near : Math.nextUp(near);
            return isBelow(cut, first) ? first : null;
        }

        @Override
        public @Nullable Double lastBelow(Cut cut) {
            double near = cut.number().doubleValue();
            double last = isBelow(cut, near) ? Math.nextDown(near) : near;
            return isBelow(cut, last) ? null : last;
        }

        @Override
        public Double lowest() {
            return Double.NEGATIVE_INFINITY;
        }

        @Override
        public Double highest() {
            return Double.POSITIVE_INFINITY;
        }

        private static boolean isBelow(Cut cut, double real) {
            return cut.isBelow(NumberTests.exact(real));
        }
    }
}
