package io.muster.engine.sql;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.when;

import io.muster.engine.match.SequenceRules;
import io.muster.model.condition.Condition;
import io.muster.model.condition.EventPattern;
import io.muster.model.condition.Gap;
import io.muster.model.condition.Step;
import io.muster.model.condition.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record3;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;

/** One leaf over the events of several names, whose rows say by bits for what they can be taken. */
final class SequenceSql {

    private final EventSource source;
    private final Window.@Nullable Resolved window;
    private final Map<EventPattern, Integer> bits = new LinkedHashMap<>();
    /** By event name, in order of appearance. */
    private final Map<String, List<Candidate>> candidates = new LinkedHashMap<>();

    private SequenceSql(EventSource source, Window.@Nullable Resolved window) {
        this.source = source;
        this.window = window;
    }

    /** Events that can be taken for something, and its bit. */
    private record Candidate(int bit, EventMatch match) {}

    static OrdinalsQuery ordinals(Condition.Sequence sequence, EventSource source) {
        Window.Resolved window = sequence.within() == null ? null : Windows.resolved(sequence.within());
        return new SequenceSql(source, window).ordinals(sequence);
    }

    private OrdinalsQuery ordinals(Condition.Sequence sequence) {
        List<SequenceRules.Step> steps = new ArrayList<>();
        for (Step step : sequence.steps()) {
            int event = bit(step.event());
            if (event == 0) {
                return new OrdinalsQuery.Constant(false);
            }
            int without = step.without().stream().mapToInt(this::bit).reduce(0, (all, bit) -> all | bit);
            steps.add(step(event, without, step.after()));
        }
        return new OrdinalsQuery.Ordered(select(), new SequenceRules(steps, millis(sequence.span(), Long.MAX_VALUE)));
    }

    private static SequenceRules.Step step(int event, int without, @Nullable Gap after) {
        long min = after == null ? 1 : millis(after.min(), 1);
        return new SequenceRules.Step(
                event, without, min, after == null ? Long.MAX_VALUE : millis(after.max(), Long.MAX_VALUE));
    }

    private static long millis(@Nullable Duration duration, long otherwise) {
        return duration == null ? otherwise : duration.toMillis();
    }

    /** The bit of the events, the same for equal ones; 0 where there are none. */
    private int bit(EventPattern pattern) {
        Integer known = bits.get(pattern);
        if (known != null) {
            return known;
        }
        Optional<EventMatch> match = EventMatch.of(pattern, window, source);
        int bit = match.isEmpty() ? 0 : 1 << bits.size();
        bits.put(pattern, bit);
        match.ifPresent(found -> candidates
                .computeIfAbsent(pattern.name(), any -> new ArrayList<>())
                .add(new Candidate(bit, found)));
        return bit;
    }

    private Select<Record3<Integer, Long, Integer>> select() {
        return candidates.values().stream()
                .map(SequenceSql::select)
                .reduce(Select::unionAll)
                .orElseThrow();
    }

    private static Select<Record3<Integer, Long, Integer>> select(List<Candidate> ofOneName) {
        EventMatch first = ofOneName.getFirst().match();
        Formula any = Formula.any(ofOneName.stream()
                .map(candidate -> candidate.match().matching())
                .toList());
        Field<Integer> taken = ofOneName.stream()
                .map(candidate -> ofOneName.size() == 1 ? inline(candidate.bit()) : bitWhere(candidate))
                .reduce(Field::plus)
                .orElseThrow();
        return first.events().where(any).select(EventMatch.TIME, taken);
    }

    private static Field<Integer> bitWhere(Candidate candidate) {
        Formula where = candidate.match().where();
        return where.equals(Formula.ALWAYS)
                ? inline(candidate.bit())
                : when(where.sql(), inline(candidate.bit())).otherwise(inline(0));
    }
}
