package io.muster.engine.sql;

import io.muster.engine.sql.NumberSet.Range;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** A column (or any expression) of numbers, and the comparisons by which its values are found to be in a set. */
record NumberColumn<T extends Comparable<T>>(Field<T> field, Grid<T> grid) {

    static NumberColumn<Long> longs(Field<Long> field) {
        return new NumberColumn<>(field, Grid.longs(Long.MIN_VALUE, Long.MAX_VALUE));
    }

    /** Of counts of things that there is at least one of. */
    static NumberColumn<Long> positive(Field<Long> field) {
        return new NumberColumn<>(field, Grid.longs(1, Long.MAX_VALUE));
    }

    static NumberColumn<Integer> days(Field<Integer> field) {
        return new NumberColumn<>(field, Grid.days());
    }

    static NumberColumn<BigDecimal> decimals(Field<BigDecimal> field) {
        return new NumberColumn<>(field, Grid.decimals(18, 4));
    }

    static NumberColumn<BigDecimal> sums(Field<BigDecimal> field) {
        return new NumberColumn<>(field, Grid.decimals(38, 4));
    }

    static NumberColumn<Double> doubles(Field<Double> field) {
        return new NumberColumn<>(field, Grid.doubles());
    }

    /** Holds where the column has a number of the set; {@link Formula#ALWAYS} where every number it can have is in. */
    Formula in(NumberSet set) {
        List<Bounds<T>> inside = bounds(set);
        List<Bounds<T>> outside = bounds(set.complement());
        if (inside.isEmpty()) {
            return Formula.NEVER;
        }
        if (outside.isEmpty()) {
            return Formula.ALWAYS;
        }
        if (outside.stream().allMatch(Bounds::isPoint)) {
            List<T> points = lows(outside);
            return Formula.atom(points.size() == 1 ? field.ne(points.getFirst()) : EngineFunctions.isIn(field, points).not());
        }
        List<Formula> parts = new ArrayList<>();
        List<T> points = lows(inside.stream().filter(Bounds::isPoint).toList());
        if (!points.isEmpty()) {
            parts.add(Formula.atom(points.size() == 1 ? field.eq(points.getFirst()) : EngineFunctions.isIn(field, points)));
        }
        inside.stream().filter(bounds -> !bounds.isPoint()).forEach(bounds -> parts.add(Formula.atom(within(bounds))));
        return Formula.any(parts);
    }

    /** As {@link #in}, but says that there must be a number at all. */
    Formula presentIn(NumberSet set) {
        Formula formula = in(set);
        return formula.equals(Formula.ALWAYS) ? Formula.isNotNull(field) : formula;
    }

    /** Every value that the column can have. */
    Bounds<T> all() {
        return new Bounds<>(grid.lowest(), grid.highest());
    }

    private Condition within(Bounds<T> bounds) {
        if (bounds.low.equals(grid.lowest())) {
            return field.le(bounds.high);
        }
        return bounds.high.equals(grid.highest()) ? field.ge(bounds.low) : field.between(bounds.low, bounds.high);
    }

    /** The stretches of the column's own values that are in the set. */
    List<Bounds<T>> bounds(NumberSet set) {
        return set.ranges().stream().map(this::bounds).filter(Objects::nonNull).toList();
    }

    private @Nullable Bounds<T> bounds(Range range) {
        T low = range.from() == null ? grid.lowest() : grid.firstAbove(range.from());
        T high = range.to() == null ? grid.highest() : grid.lastBelow(range.to());
        return low == null || high == null || low.compareTo(high) > 0 ? null : new Bounds<>(low, high);
    }

    private static <T extends Comparable<T>> List<T> lows(List<Bounds<T>> all) {
        return all.stream().map(Bounds::low).toList();
    }

    /** A stretch of values, both ends included. */
    record Bounds<T extends Comparable<T>>(T low, T high) {
        boolean isPoint() {
            return low.equals(high);
        }
    }
}
