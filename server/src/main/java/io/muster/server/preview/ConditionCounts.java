package io.muster.server.preview;

import io.muster.model.Pointer;
import io.muster.model.condition.Condition;
import io.muster.server.segment.Evaluations.Evaluation;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** Counts every condition of a definition by itself, and what each rule of an {@code all} cuts. For one thread. */
final class ConditionCounts {

    /** Conditions that are counted; the rest are left out. */
    static final int MOST = 200;

    private final Evaluation evaluation;
    private final ZoneId zone;
    private final List<ConditionCount> counts = new ArrayList<>();

    ConditionCounts(Evaluation evaluation, ZoneId zone) {
        this.evaluation = evaluation;
        this.zone = zone;
    }

    /**
     * One condition's count.
     *
     * @param without how many its {@code all} would select without it; null where it is in none
     * @param tookMs how long it took; little where it was known already
     */
    record ConditionCount(String pointer, long count, @Nullable Long without, long tookMs) {}

    List<ConditionCount> of(Condition definition) {
        count(Pointer.ROOT, definition);
        return List.copyOf(counts);
    }

    /** Counts parts first, so that the time of each is its own. */
    private RoaringBitmap count(Pointer at, Condition condition) {
        long start = System.nanoTime();
        if (counts.size() >= MOST) {
            return evaluation.evaluate(condition, zone).members();
        }
        int place = counts.size();
        counts.add(new ConditionCount(at.toString(), 0, null, 0));
        switch (condition) {
            case Condition.All(List<Condition> parts) -> countAll(at.child("all"), parts);
            case Condition.Any(List<Condition> parts) -> countEach(at.child("any"), parts);
            case Condition.Not(Condition part) -> count(at.child("not"), part);
            case Condition.Attribute _, Condition.Tag _, Condition.Known _, Condition.Identity _ -> {}
            case Condition.InSegment _, Condition.Profiles _, Condition.Event _ -> {}
            case Condition.Sequence _, Condition.Near _, Condition.Quantile _, Condition.Logged _ -> {}
        }
        RoaringBitmap members = evaluation.evaluate(condition, zone).members();
        long tookMs = (System.nanoTime() - start) / 1_000_000;
        counts.set(place, new ConditionCount(at.toString(), members.getLongCardinality(), null, tookMs));
        return members;
    }

    private void countEach(Pointer at, List<Condition> parts) {
        for (int i = 0; i < parts.size(); i++) {
            count(at.child(i), parts.get(i));
        }
    }

    private void countAll(Pointer at, List<Condition> parts) {
        Map<Integer, Integer> places = new HashMap<>();
        List<RoaringBitmap> sets = new ArrayList<>(parts.size());
        for (int i = 0; i < parts.size(); i++) {
            if (counts.size() < MOST) {
                places.put(i, counts.size());
            }
            sets.add(count(at.child(i), parts.get(i)));
        }
        List<Long> without = without(sets);
        places.forEach((part, place) -> {
            ConditionCount count = counts.get(place);
            counts.set(place, new ConditionCount(count.pointer(), count.count(), without.get(part), count.tookMs()));
        });
    }

    /** How many are in all sets but one, for each; from the sets before it and those after it. */
    private List<Long> without(List<RoaringBitmap> sets) {
        RoaringBitmap everyone =
                evaluation.evaluate(new Condition.All(List.of()), zone).members();
        List<RoaringBitmap> after = new ArrayList<>(List.of(everyone));
        for (int i = sets.size() - 1; i > 0; i--) {
            after.addFirst(RoaringBitmap.and(after.getFirst(), sets.get(i)));
        }
        List<Long> without = new ArrayList<>();
        RoaringBitmap before = everyone;
        for (int i = 0; i < sets.size(); i++) {
            without.add((long) RoaringBitmap.andCardinality(before, after.get(i)));
            before = RoaringBitmap.and(before, sets.get(i));
        }
        return without;
    }
}
