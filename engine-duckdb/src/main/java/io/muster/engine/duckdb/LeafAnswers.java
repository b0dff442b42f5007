package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.engine.EvaluationScope;
import io.muster.engine.KnownLeaf;
import io.muster.engine.sql.Among;
import io.muster.engine.sql.LeafSql;
import io.muster.engine.sql.OrdinalsQuery;
import io.muster.model.condition.Condition;
import io.muster.model.condition.Window;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
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
            case Condition.Event event -> {
                RoaringBitmap touched = touched(event, known, then, deadline);
                yield touched.getLongCardinality() > Math.max(MANY, state.profiles() / PART)
                        ? select(leaf, scope, deadline)
                        : renew(leaf, scope, known.members(), touched, deadline);
            }
            case Condition.All _, Condition.Any _, Condition.Not _, Condition.Attribute _, Condition.Tag _,
                    Condition.Known _, Condition.Identity _ ->
                then.profilesChanged() == state.profilesChanged()
                        ? extend(leaf, scope, known.members(), then.profiles(), deadline)
                        : select(leaf, scope, deadline);
            case Condition.InSegment _, Condition.Profiles _ -> select(leaf, scope, deadline);
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
    private RoaringBitmap touched(Condition.Event event, KnownLeaf known, State then, Deadline deadline) {
        RoaringBitmap touched = new RoaringBitmap();
        touched.add((long) then.profiles(), state.profiles());
        if (state.stats(event.name()).rows() != then.stats(event.name()).rows()) {
            touched.or(added.computeIfAbsent(
                    new Since(event.name(), then.nextSequence()), since -> added(since, deadline)));
        }
        if (event.within() instanceof Window.Resolved now
                && known.leaf() instanceof Condition.Event before
                && before.within() instanceof Window.Resolved old) {
            String moved = MovedWindow.times(old, now);
            if (!moved.isEmpty() && state.stats(event.name()).rows() > 0) {
                touched.or(ordinals(deadline)
                        .of("SELECT profile FROM " + state.catalog().eventTable(event.name()) + " WHERE " + moved));
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
        EventStats stats = leaf instanceof Condition.Event event ? state.stats(event.name()) : EventStats.EMPTY;
        boolean none = stats.rows() == 0;
        return LeafSql.ordinals(
                leaf,
                scope,
                state.catalog(),
                none ? OptionalLong.empty() : OptionalLong.of(stats.minMillis()),
                none ? OptionalLong.empty() : OptionalLong.of(stats.maxMillis()),
                among);
    }

    private Ordinals ordinals(Deadline deadline) {
        return new Ordinals(session, state.profiles(), deadline);
    }
}
