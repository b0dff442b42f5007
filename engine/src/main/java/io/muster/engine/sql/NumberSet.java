package io.muster.engine.sql;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A set of exact numbers, as the cuts at which the number line, walked upwards, changes from outside to inside or back.
 *
 * @param fromLowest whether the lowest numbers are inside
 * @param cuts ascending, without repetition
 */
record NumberSet(boolean fromLowest, List<Cut> cuts) {

    static final NumberSet NONE = new NumberSet(false, List.of());
    static final NumberSet ALL = new NumberSet(true, List.of());

    NumberSet {
        cuts = List.copyOf(cuts);
    }

    /** A place between numbers: just below or just above one. */
    record Cut(BigDecimal number, boolean above) implements Comparable<Cut> {

        static Cut below(BigDecimal number) {
            return new Cut(number, false);
        }

        static Cut above(BigDecimal number) {
            return new Cut(number, true);
        }

        boolean isBelow(BigDecimal other) {
            int order = number.compareTo(other);
            return order < 0 || (order == 0 && !above);
        }

        @Override
        public int compareTo(Cut other) {
            int order = number.compareTo(other.number);
            return order != 0 ? order : Boolean.compare(above, other.above);
        }

        /** Numbers that differ in scale only are equal, as {@link #compareTo} has it. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Cut cut && compareTo(cut) == 0;
        }

        @Override
        public int hashCode() {
            return number.stripTrailingZeros().hashCode() * 2 + (above ? 1 : 0);
        }
    }

    /** A stretch without gaps; null is unbounded. */
    record Range(@Nullable Cut from, @Nullable Cut to) {}

    static NumberSet above(Cut cut) {
        return new NumberSet(false, List.of(cut));
    }

    static NumberSet below(Cut cut) {
        return new NumberSet(true, List.of(cut));
    }

    static NumberSet atLeast(long number) {
        return above(Cut.below(BigDecimal.valueOf(number)));
    }

    static NumberSet points(Collection<BigDecimal> numbers) {
        Set<Cut> cuts = new TreeSet<>();
        for (BigDecimal number : numbers) {
            cuts.add(Cut.below(number));
            cuts.add(Cut.above(number));
        }
        return new NumberSet(false, List.copyOf(cuts));
    }

    NumberSet complement() {
        return new NumberSet(!fromLowest, cuts);
    }

    NumberSet and(NumberSet other) {
        List<Cut> merged = new ArrayList<>();
        int mine = 0;
        int theirs = 0;
        boolean inside = fromLowest && other.fromLowest;
        while (mine < cuts.size() || theirs < other.cuts.size()) {
            Cut cut = lower(mine, other, theirs);
            mine += mine < cuts.size() && cuts.get(mine).equals(cut) ? 1 : 0;
            theirs += theirs < other.cuts.size() && other.cuts.get(theirs).equals(cut) ? 1 : 0;
            boolean now = insideAfter(mine) && other.insideAfter(theirs);
            if (now != inside) {
                merged.add(cut);
                inside = now;
            }
        }
        return new NumberSet(fromLowest && other.fromLowest, merged);
    }

    NumberSet or(NumberSet other) {
        return complement().and(other.complement()).complement();
    }

    boolean contains(BigDecimal number) {
        int passed = 0;
        while (passed < cuts.size() && cuts.get(passed).isBelow(number)) {
            passed++;
        }
        return insideAfter(passed);
    }

    boolean isEmpty() {
        return !fromLowest && cuts.isEmpty();
    }

    List<Range> ranges() {
        List<Range> ranges = new ArrayList<>();
        Cut from = null;
        boolean inside = fromLowest;
        for (Cut cut : cuts) {
            if (inside) {
                ranges.add(new Range(from, cut));
            }
            from = cut;
            inside = !inside;
        }
        if (inside) {
            ranges.add(new Range(from, null));
        }
        return ranges;
    }

    private boolean insideAfter(int passed) {
        return fromLowest ^ (passed % 2 == 1);
    }

    private Cut lower(int mine, NumberSet other, int theirs) {
        if (mine == cuts.size()) {
            return other.cuts.get(theirs);
        }
        if (theirs == other.cuts.size() || cuts.get(mine).compareTo(other.cuts.get(theirs)) <= 0) {
            return cuts.get(mine);
        }
        return other.cuts.get(theirs);
    }
}
