package io.muster.engine.match;

import io.muster.model.condition.Condition.Quantile;
import io.muster.model.condition.Figure;
import io.muster.model.condition.Ranking;
import java.util.Arrays;
import org.roaringbitmap.RoaringBitmap;

/** Collects the values by which profiles are ranked, and finds who is in some of the quantiles. For one thread. */
public final class RankedProfiles implements ProfileNumbers {

    private final Quantile quantile;
    private final RoaringBitmap among;
    private final Values numbers = new Values();
    private final Values dates = new Values();

    /** @param among whose ranking it is; not changed, and not to be while this is in use */
    public RankedProfiles(Quantile quantile, RoaringBitmap among) {
        this.quantile = quantile;
        this.among = among;
    }

    @Override
    public void number(int ordinal, double number) {
        if (among.contains(ordinal)) {
            numbers.add(ordinal, number + 0.0);
        }
    }

    @Override
    public void date(int ordinal, long millis) {
        if (among.contains(ordinal)) {
            dates.add(ordinal, (double) millis);
        }
    }

    /** The profiles in the quantiles; to be called once all values are there. */
    public RoaringBitmap members() {
        Values ranked = dates.size > numbers.size ? dates : numbers;
        RoaringBitmap others =
                isZeroOverNothing() ? RoaringBitmap.andNot(among, ranked.ordinals()) : new RoaringBitmap();
        Quantiles quantiles = new Quantiles(ranked.sorted(), others.getCardinality(), quantile.of(), isRecency());
        boolean[] wanted = new boolean[quantile.of() + 1];
        quantile.in().forEach(number -> wanted[number] = true);
        RoaringBitmap members = ranked.select(value -> wanted[quantiles.of(value)]);
        if (!others.isEmpty() && wanted[quantiles.of(0)]) {
            members.or(others);
        }
        return members;
    }

    private boolean isRecency() {
        return quantile.by() instanceof Ranking.OfEvents(var event, var within, Figure.Recency recency);
    }

    private boolean isZeroOverNothing() {
        return switch (quantile.by()) {
            case Ranking.OfAttribute attribute -> false;
            case Ranking.OfEvents(var event, var within, var figure) ->
                switch (figure) {
                    case Figure.Count count -> true;
                    case Figure.Days days -> true;
                    case Figure.Recency recency -> false;
                    case Figure.Aggregate(var function, var property) ->
                        switch (function) {
                            case SUM, DISTINCT -> true;
                            case AVG, MIN, MAX -> false;
                        };
                };
        };
    }

    /** Whether a value is wanted. */
    private interface Wanted {
        boolean test(double value);
    }

    private static final class Values {
        private int[] ordinals = new int[1024];
        private double[] values = new double[1024];
        private int size;

        void add(int ordinal, double value) {
            if (size == ordinals.length) {
                ordinals = Arrays.copyOf(ordinals, size + size / 2);
                values = Arrays.copyOf(values, size + size / 2);
            }
            ordinals[size] = ordinal;
            values[size++] = value;
        }

        double[] sorted() {
            double[] sorted = Arrays.copyOf(values, size);
            Arrays.sort(sorted);
            return sorted;
        }

        RoaringBitmap ordinals() {
            return RoaringBitmap.bitmapOfUnordered(Arrays.copyOf(ordinals, size));
        }

        RoaringBitmap select(Wanted wanted) {
            int[] selected = new int[size];
            int found = 0;
            for (int i = 0; i < size; i++) {
                if (wanted.test(values[i])) {
                    selected[found++] = ordinals[i];
                }
            }
            return RoaringBitmap.bitmapOfUnordered(Arrays.copyOf(selected, found));
        }
    }
}
