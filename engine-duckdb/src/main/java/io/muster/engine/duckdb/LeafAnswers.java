package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.engine.EvaluationScope;
import io.muster.engine.KnownLeaf;
import io.muster.engine.sql.Among;
import io.muster.engine.sql.LeafSql;
import io.muster.engine.sql.OrdinalsQuery;
import io.muster.model.condition.Condition;
import io.muster.model.condition.Conditions;
import java.util.HashMap;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/** Answers leaves from one snapshot's tables, or from what was answered before and what has changed since. */
final class LeafAnswers {

    /** Asking about more profiles than this, and more than this part of all, takes as long as asking about everyone. */
    private static final int MANY = 10_000;

    private static final int PART = 8;

    private final Session session;
    private final RowSources sources;
    private final State state;
    private final Map<Since, RoaringBitmap> added = new HashMap<>();

    LeafAnswers(Session session, RowSources sources, State state) {
        this.session = session;
        this.sources = sources;
        this.state = state;
    }

    /** Rows of an event with this sequence or a higher one. */
    private record Since(String event, long sequence) {}

    RoaringBitmap select(Condition leaf, EvaluationScope scope, Deadline deadline) {
        return ordinals(deadline).of(query(leaf, scope, new Among.Everyone()));
    }

    RoaringBitmap update(Condition leaf, EvaluationScope scope, KnownLeaf known, Deadline deadline) {
        if (!(known.mark() instanceof State then)) {
            throw new IllegalArgumentException("a mark of another engine: " + known.mark());
        }
        return switch (leaf) {
            case Condition.Event _, Condition.Sequence _ -> {
                RoaringBitmap touched = touched(leaf, known, then, deadline);
                yield touched.getLongCardinality() > Math.max(MANY, state.profiles() / PART)
                        ? select(leaf, scope, deadline)
                        : renew(leaf, scope, known.members(), touched, deadline);
            }
            case Condition.All _, Condition.Any _, Condition.Not _, Condition.Attribute _, Condition.Tag _,
                    Condition.Known _, Condition.Identity _, Condition.Near _ ->
                then.profilesChanged() == state.profilesChanged()
                        ? extend(leaf, scope, known.members(), then.profiles(), deadline)
                        : select(leaf, scope, deadline);
            case Condition.Quantile _, Condition.Logged _, Condition.InSegment _, Condition.Profiles _ ->
                throw new IllegalArgumentException("not a leaf: " + leaf);
        };
    }

    /** The members with the new profiles among them; of the old ones none has changed. */
    private RoaringBitmap extend(
            Condition leaf, EvaluationScope scope, RoaringBitmap members, int known, Deadline deadline) {
        RoaringBitmap result = members.clone();
        if (known < state.profiles()) {
            RoaringBitmap later = ordinals(deadline).of(query(leaf, scope, new Among.From(known)));
            later.remove(0L, known);
            result.or(later);
        }
        return result;
    }

    private RoaringBitmap renew(
            Condition leaf, EvaluationScope scope, RoaringBitmap members, RoaringBitmap touched, Deadline deadline) {
        RoaringBitmap result = RoaringBitmap.andNot(members, touched);
        if (!touched.isEmpty()) {
            try (RowSources.Offer offer = sources.offer(new BitmapSource(touched))) {
                RoaringBitmap asked = ordinals(deadline).of(query(leaf, scope, new Among.Listed(offer.table())));
                asked.and(touched);
                result.or(asked);
            }
        }
        return result;
    }

    /** Everyone of whom the leaf may now be true and was not, or the other way round. */
    private RoaringBitmap touched(Condition leaf, KnownLeaf known, State then, Deadline deadline) {
        RoaringBitmap touched = new RoaringBitmap();
        touched.add((long) then.profiles(), state.profiles());
        String moved = MovedWindow.times(Conditions.within(known.leaf()), Conditions.within(leaf));
        for (String event : Conditions.eventNames(leaf)) {
            long rows = state.stats(event).rows();
            if (rows != then.stats(event).rows()) {
                touched.or(added.computeIfAbsent(
                        new Since(event, then.nextSequence()), since -> added(since, deadline)));
            }
            if (rows > 0 && !moved.isEmpty()) {
                String table = state.catalog().eventTable(event);
                touched.or(ordinals(deadline).of("SELECT profile FROM " + table + " WHERE " + moved));
            }
        }
        return touched;
    }

    private RoaringBitmap added(Since since, Deadline deadline) {
        return ordinals(deadline)
                .of("SELECT profile FROM " + state.catalog().eventTable(since.event()) + " WHERE seq >= "
                        + since.sequence());
    }

    private OrdinalsQuery query(Condition leaf, EvaluationScope scope, Among among) {
        return new LeafSql(state.catalog(), name -> state.stats(name).times(), scope, among).ordinals(leaf);
    }

    private Ordinals ordinals(Deadline deadline) {
        return new Ordinals(session, state.profiles(), deadline);
    }
}
