package io.muster.engine.sql;

import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.min;

import io.muster.engine.sql.NumberSet.Cut;
import io.muster.engine.sql.NumberSet.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** The largest (or smallest) number of some rows, each of which has one; each column has an extreme of its own. */
final class ExtremeSql {

    private final List<NumberColumn<?>> extremes;
    private final boolean largest;

    ExtremeSql(TypedColumns columns, boolean largest) {
        this.largest = largest;
        this.extremes = Stream.<Optional<NumberColumn<?>>>of(
                        columns.whole().map(field -> NumberColumn.longs(extreme(field))),
                        columns.decimal().map(field -> NumberColumn.decimals(extreme(field))),
                        columns.real().map(field -> NumberColumn.doubles(extreme(field))))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Whether the extreme is in the set as soon as any number is. */
    boolean isDecidedByOne(NumberSet set) {
        List<Range> ranges = set.ranges();
        return ranges.size() == 1
                && (largest ? ranges.getFirst().to() : ranges.getFirst().from()) == null;
    }

    Formula in(NumberSet set) {
        if (extremes.size() == 1) {
            return extremes.getFirst().in(set);
        }
        List<Formula> ranges = new ArrayList<>();
        for (Range range : set.ranges()) {
            Cut inner = largest ? range.from() : range.to();
            Cut outer = largest ? range.to() : range.from();
            ranges.add(Formula.all(
                    beyond(inner),
                    outer == null ? Formula.ALWAYS : beyond(outer).negate()));
        }
        return Formula.any(ranges);
    }

    /** Whether there is a number beyond the cut; there always is one at all. */
    private Formula beyond(@Nullable Cut cut) {
        if (cut == null) {
            return Formula.ALWAYS;
        }
        NumberSet set = largest ? NumberSet.above(cut) : NumberSet.below(cut);
        return Formula.any(
                extremes.stream().map(column -> column.presentIn(set)).toList());
    }

    private <T> Field<T> extreme(Field<T> field) {
        return largest ? max(field) : min(field);
    }
}
