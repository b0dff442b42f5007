package io.muster.engine.testing;

import static java.util.Objects.requireNonNull;

import io.muster.model.condition.Condition.Quantile;
import io.muster.model.condition.Figure;
import io.muster.model.condition.Ranking;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** In which quantile a profile is, by counting who is before it. */
final class ReferenceRanking {

    private final Quantile quantile;
    /** Of those who have one, by id. */
    private final Map<String, Double> values;

    ReferenceRanking(Quantile quantile, Map<String, Double> values) {
        this.quantile = quantile;
        this.values = values;
    }

    boolean isIn(String id) {
        return values.containsKey(id) && quantile.in().contains(quantileOf(id));
    }

    private int quantileOf(String id) {
        double own = requireNonNull(values.get(id));
        List<Double> all = new ArrayList<>(values.values());
        if (quantile.by() instanceof Ranking.OfEvents(var event, var within, Figure.Recency recency)) {
            long moreRecent = all.stream().filter(other -> other > own).count();
            return quantile.of() + 1 - part(moreRecent + 1, all.size());
        }
        long lower = all.stream().filter(other -> other < own).count();
        return part(lower + 1, all.size());
    }

    private int part(long rank, int count) {
        int part = 1;
        while (rank * quantile.of() > (long) part * count) {
            part++;
        }
        return part;
    }
}
