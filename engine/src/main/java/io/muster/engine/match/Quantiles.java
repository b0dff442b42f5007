package io.muster.engine.match;

import java.util.Arrays;

/** In which quantile each of some values is; {@link io.muster.model.condition.Condition.Quantile} says how ties go. */
final class Quantiles {

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
        long count = sorted.length + zeros;
        boolean zerosLeft = zeros > 0;
        for (int first = 0; first < sorted.length || zerosLeft; ) {
            double value = first < sorted.length && !(zerosLeft && sorted[first] > 0) ? sorted[first] : 0;
            int next = first;
            while (next < sorted.length && Double.compare(sorted[next], value) == 0) {
                next++;
            }
            long before = first + (zeros > 0 && !zerosLeft ? zeros : 0);
            zerosLeft &= value != 0;
            long through = next + (zeros > 0 && !zerosLeft ? zeros : 0);
            add(value, fromHighest ? of + 1 - part(count - through, of, count) : part(before, of, count));
            first = next;
        }
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
