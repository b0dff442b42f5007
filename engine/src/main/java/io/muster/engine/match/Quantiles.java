package io.muster.engine.match;

import java.util.Arrays;

/** In which quantile each of some values is; {@link io.muster.model.condition.Condition.Quantile} says how ties go. */
final class Quantiles {

    /** The lowest value of each quantile that has any, ascending, and that quantile's number. */
    private final double[] lowest;

    private final int[] numbers;
    private int size;

    /**
     * @param sorted the values, ascending
     * @param zeros how many more there are that are 0
     * @param of how many quantiles
     * @param fromHighest whether ranks are counted from the highest value down
     */
    Quantiles(double[] sorted, long zeros, int of, boolean fromHighest) {
        lowest = new double[of];
        numbers = new int[of];
        int zero = Arrays.binarySearch(sorted, 0);
        if (zeros > 0 && zero < 0) {
            add(withZero(sorted, -zero - 1), zeros - 1, of, fromHighest);
        } else {
            add(sorted, zeros, of, fromHighest);
        }
    }

    private static double[] withZero(double[] sorted, int at) {
        double[] more = new double[sorted.length + 1];
        System.arraycopy(sorted, 0, more, 0, at);
        System.arraycopy(sorted, at, more, at + 1, sorted.length - at);
        return more;
    }

    private void add(double[] sorted, long zeros, int of, boolean fromHighest) {
        long count = sorted.length + zeros;
        int next;
        for (int first = 0; first < sorted.length; first = next) {
            double value = sorted[first];
            next = endOf(sorted, first);
            long below = first + (value > 0 ? zeros : 0);
            long above = sorted.length - next + (value < 0 ? zeros : 0);
            add(value, fromHighest ? of + 1 - part(above, of, count) : part(below, of, count));
        }
    }

    private static int endOf(double[] sorted, int first) {
        int end = first + 1;
        while (end < sorted.length && sorted[end] == sorted[first]) {
            end++;
        }
        return end;
    }

    /** The quantile of a value that so many others come before. */
    private static int part(long before, int of, long count) {
        return (int) Math.ceilDiv((before + 1) * of, count);
    }

    private void add(double value, int number) {
        if (size == 0 || numbers[size - 1] != number) {
            lowest[size] = value;
            numbers[size++] = number;
        }
    }

    /** The quantile of one of the values, 1 for the lowest. */
    int of(double value) {
        int found = Arrays.binarySearch(lowest, 0, size, value);
        return numbers[found >= 0 ? found : -found - 2];
    }
}
