package io.muster.bench.report;

import java.util.Arrays;
import java.util.List;

/** The same thing measured one or more times. */
public record Samples(List<Double> values) {

    public Samples {
        values = values.stream().sorted().toList();
        if (values.isEmpty()) {
            throw new IllegalArgumentException("Nothing was measured");
        }
    }

    public static Samples of(double... values) {
        return new Samples(Arrays.stream(values).boxed().toList());
    }

    /** The value in the middle; between the two middle ones, halfway. */
    public double median() {
        int middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
    }

    /** The value that the given share, in (0, 1], of all values do not exceed. */
    public double quantile(double share) {
        return values.get(Math.max(0, (int) Math.ceil(share * values.size()) - 1));
    }

    public double min() {
        return values.getFirst();
    }

    public double max() {
        return values.getLast();
    }

    /** This median as a multiple of the other's. */
    public double ratioTo(Samples other) {
        return median() / other.median();
    }
}
