package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.engine.EvaluationScope;
import io.muster.engine.Event;
import io.muster.engine.KnownLeaf;
import io.muster.engine.match.ProfileNumbers;
import io.muster.engine.sql.Among;
import io.muster.engine.sql.LeafSql;
import io.muster.engine.sql.OrdinalsQuery;
import io.muster.model.condition.Condition;
import io.muster.model.condition.Conditions;
import io.muster.model.condition.EventPattern;
import io.muster.model.condition.Ranking;
import io.muster.model.condition.Window;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
        RoaringBitmap members = updated(leaf, scope, known, then, deadline);
        members.andNot(state.retired());
        return members;
    }

    private RoaringBitmap updated(
            Condition leaf, EvaluationScope scope, KnownLeaf known, State then, Deadline deadline) {
        return switch (leaf) {
            case Condition.Event(var name, var where, var within, var measure) ->
                renew(leaf, scope, known, touched(Set.of(name), within, known, then, deadline), deadline);
            case Condition.Sequence sequence ->
                renew(
                        leaf,
                        scope,
                        known,
                        touched(Conditions.eventNames(leaf), sequence.within(), known, then, deadline),
                        deadline);
            case Condition.All _, Condition.Any _, Condition.Not _ -> ofProfiles(leaf, scope, known, then, deadline);
            case Condition.Attribute _, Condition.Tag _, Condition.Known _, Condition.Identity _, Condition.Near _ ->
                ofProfiles(leaf, scope, known, then, deadline);
            case Condition.InSegment _, Condition.Profiles _, Condition.Quantile _, Condition.Logged _ ->
                select(leaf, scope, deadline);
        };
    }

    private RoaringBitmap ofProfiles(
            Condition leaf, EvaluationScope scope, KnownLeaf known, State then, Deadline deadline) {
        return then.profilesChanged() == state.profilesChanged()
                ? extend(leaf, scope, known.members(), then.profiles(), deadline)
                : select(leaf, scope, deadline);
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
            Condition leaf, EvaluationScope scope, KnownLeaf known, RoaringBitmap touched, Deadline deadline) {
        if (touched.getLongCardinality() > Math.max(MANY, state.profiles() / PART)) {
            return select(leaf, scope, deadline);
        }
        RoaringBitmap result = RoaringBitmap.andNot(known.members(), touched);
        if (!touched.isEmpty()) {
            try (RowSources.Offer offer = sources.offer(new BitmapSource(touched))) {
                RoaringBitmap asked = ordinals(deadline).of(query(leaf, scope, new Among.Listed(offer.table())));
                asked.and(touched);
                result.or(asked);
            }
        }
        return result;
    }

    /** Everyone of whom a leaf over events of these names may now be true and was not, or the other way round. */
    private RoaringBitmap touched(
            Set<String> names, @Nullable Window within, KnownLeaf known, State then, Deadline deadline) {
        RoaringBitmap touched = new RoaringBitmap();
        touched.add((long) then.profiles(), state.profiles());
        String moved = within instanceof Window.Resolved now && within(known.leaf()) instanceof Window.Resolved old
                ? MovedWindow.times(old, now)
                : "";
        for (String name : names) {
            if (mayHaveMore(name, then)) {
                touched.or(
                        added.computeIfAbsent(new Since(name, then.nextSequence()), since -> added(since, deadline)));
            }
            if (!moved.isEmpty() && state.stats(name).rows() > 0) {
                touched.or(ordinals(deadline)
                        .of("SELECT profile FROM " + state.catalog().eventTable(name) + " WHERE " + moved));
            }
        }
        return touched;
    }

    /** Where rows were erased too, as many may have come. */
    private boolean mayHaveMore(String name, State then) {
        long rows = state.stats(name).rows();
        return rows > 0 && (rows != then.stats(name).rows() || !state.retired().equals(then.retired()));
    }

    private static @Nullable Window within(Condition leaf) {
        return switch (leaf) {
            case Condition.Event event -> event.within();
            case Condition.Sequence sequence -> sequence.within();
            case Condition.All _, Condition.Any _, Condition.Not _, Condition.Profiles _, Condition.InSegment _ -> null;
            case Condition.Attribute _, Condition.Tag _, Condition.Known _, Condition.Identity _ -> null;
            case Condition.Near _, Condition.Quantile _, Condition.Logged _ -> null;
        };
    }

    private RoaringBitmap added(Since since, Deadline deadline) {
        return ordinals(deadline)
                .of("SELECT profile FROM " + state.catalog().eventTable(since.event()) + " WHERE seq >= "
                        + since.sequence());
    }

    <T extends ProfileNumbers> T rank(Ranking by, EvaluationScope scope, T into, Deadline deadline) {
        return rank(by, scope, new Among.Everyone(), into, deadline);
    }

    OptionalDouble figure(int profile, Ranking.OfEvents by, EvaluationScope scope, Deadline deadline) {
        return rank(by, scope, new Among.Only(profile), new OneNumber(), deadline)
                .get();
    }

    private <T extends ProfileNumbers> T rank(
            Ranking by, EvaluationScope scope, Among among, T into, Deadline deadline) {
        ProfileValues values = new ProfileValues(new Vectors(session, deadline), state.profiles(), into);
        sql(scope, among).values(by).forEach(values::add);
        return into;
    }

    List<Event> newest(
            int profile,
            EventPattern pattern,
            Window.@Nullable Resolved within,
            EvaluationScope scope,
            int limit,
            Deadline deadline) {
        return new EventReader(session, state, deadline)
                .newest(
                        pattern.name(),
                        columns -> sql(scope, new Among.Only(profile)).newest(pattern, within, columns, limit));
    }

    private OrdinalsQuery query(Condition leaf, EvaluationScope scope, Among among) {
        return sql(scope, among).ordinals(leaf);
    }

    private LeafSql sql(EvaluationScope scope, Among among) {
        return new LeafSql(state.catalog(), name -> state.stats(name).times(), scope, among);
    }

    private Ordinals ordinals(Deadline deadline) {
        return new Ordinals(session, state, deadline);
    }
}
