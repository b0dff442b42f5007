package io.muster.server.membership;

import io.muster.server.catalog.Catalog;
import io.muster.server.membership.BitmapCache.Part;
import io.muster.server.membership.NewestStore.Replay;
import io.muster.server.personal.RetiredProfiles;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/**
 * Keeps each segment's newest membership and a log of how it came about. Bitmaps that are given out are shared and not
 * to be changed. Thread-safe.
 */
@Component
public class MembershipLog {

    /** Entries that have to be added up at most. */
    private static final int MOST_STEPS = 64;

    private final Catalog catalog;
    private final NewestStore newest;
    private final LogStore log;
    private final BitmapCache bitmaps;
    private final RetiredProfiles retired;

    MembershipLog(Catalog catalog, NewestStore newest, LogStore log, BitmapCache bitmaps, RetiredProfiles retired) {
        this.retired = retired;
        this.catalog = catalog;
        this.newest = newest;
        this.log = log;
        this.bitmaps = bitmaps;
    }

    /**
     * Keeps a membership as its segment's newest, with an entry in the log where anybody entered or left. To be called
     * in a transaction that no other change of the segment's members can be beside; that it is the newest is for the
     * caller to know. Profiles that were erased since it was found are left out.
     *
     * @return the membership as it is kept; its instant is later where the clock was set back since the one before
     */
    public Kept keep(StoredMembership found) {
        StoredMembership membership = withoutRetired(found);
        Optional<Head> head = newest.head(membership.segment());
        return head.isEmpty()
                ? append(null, membership, new RoaringBitmap())
                : append(head.get(), membership, members(head.get()));
    }

    private StoredMembership withoutRetired(StoredMembership found) {
        RoaringBitmap gone = retired.ofSegment(found.segment());
        return RoaringBitmap.intersects(found.members(), gone)
                ? new StoredMembership(
                        found.segment(),
                        found.definitionVersion(),
                        found.dataVersion(),
                        found.asOf(),
                        RoaringBitmap.andNot(found.members(), gone))
                : found;
    }

    /** What is known of the newest membership; empty before the first. */
    public Optional<Head> head(String segment) {
        return newest.head(segment);
    }

    /** Of several segments; those without a membership are left out. */
    public List<Head> heads(Collection<String> segments) {
        return segments.isEmpty() ? List.of() : newest.heads(segments);
    }

    /** The newest membership; empty before the first. */
    public Optional<Kept> newest(String segment) {
        return newest.head(segment).map(head -> new Kept(head.number(), stored(head, members(head))));
    }

    /** The membership at that instant; empty where that is before the log's first entry. */
    public Optional<Kept> at(String segment, Instant instant) {
        Optional<Head> head = newest.head(segment);
        if (head.isPresent() && !head.get().asOf().isAfter(instant)) {
            return head.map(now -> new Kept(now.number(), stored(now, members(now))));
        }
        return log.at(segment, instant).flatMap(this::kept);
    }

    /** Of each segment that had one, the entry that held at that instant, by segment. */
    public Map<String, LogEntry> at(Collection<String> segments, Instant instant) {
        return segments.isEmpty() ? Map.of() : log.at(segments, instant);
    }

    /** The membership of that number; empty where the log no longer has it. */
    public Optional<Kept> find(String segment, long number) {
        return log.find(segment, number).flatMap(this::kept);
    }

    /** The members at a number; empty where the log no longer has it. */
    public Optional<RoaringBitmap> members(String segment, long number) {
        RoaringBitmap known = bitmaps.find(segment, number, Part.MEMBERS);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<RoaringBitmap> loaded = load(segment, number);
        loaded.ifPresent(bitmap -> bitmaps.put(segment, number, Part.MEMBERS, bitmap));
        return loaded;
    }

    /** How the segment's members came about. */
    public SegmentLog of(String segment) {
        return new SegmentLog(segment, log, bitmaps, this);
    }

    /** Forgets everything of a segment. */
    public void delete(String segment) {
        catalog.change(db -> {
            newest.delete(segment);
            log.delete(segment);
        });
    }

    private Kept append(@Nullable Head before, StoredMembership membership, RoaringBitmap last) {
        RoaringBitmap entered = RoaringBitmap.andNot(membership.members(), last);
        RoaringBitmap exited = RoaringBitmap.andNot(last, membership.members());
        boolean same = before != null && entered.isEmpty() && exited.isEmpty();
        Head head = new Head(
                membership.segment(),
                before == null ? 1 : same ? before.number() : before.number() + 1,
                membership.definitionVersion(),
                membership.dataVersion(),
                asOf(before, membership, same));
        StoredMembership kept = stored(head, membership.members());
        if (same) {
            newest.confirm(head);
        } else {
            write(before, head, kept.members(), entered, exited);
        }
        return new Kept(head.number(), kept);
    }

    /** No two entries are of one instant, and a clock that was set back does not turn the log around. */
    private static Instant asOf(@Nullable Head before, StoredMembership membership, boolean same) {
        if (before == null || membership.asOf().isAfter(before.asOf())) {
            return Instant.ofEpochMilli(membership.asOf().toEpochMilli());
        }
        return same ? before.asOf() : before.asOf().plusMillis(1);
    }

    private void write(
            @Nullable Head before, Head head, RoaringBitmap members, RoaringBitmap entered, RoaringBitmap exited) {
        entered.runOptimize();
        exited.runOptimize();
        byte[] all = Bitmaps.write(members);
        byte[] in = Bitmaps.writeUnlessEmpty(entered);
        byte[] out = Bitmaps.writeUnlessEmpty(exited);
        Replay replay = newest.replay(head.segment());
        long bytes = replay.bytes() + (in == null ? 0 : in.length) + (out == null ? 0 : out.length);
        boolean base = before != null && (replay.steps() + 1 >= MOST_STEPS || bytes > all.length);
        LogEntry entry = new LogEntry(
                head.segment(),
                head.number(),
                head.definitionVersion(),
                head.dataVersion(),
                head.asOf(),
                members.getLongCardinality(),
                entered.getLongCardinality(),
                exited.getLongCardinality());
        log.insert(entry, in, out, base ? all : null);
        Replay next = base ? new Replay(0, 0) : new Replay(replay.steps() + 1, before == null ? 0 : bytes);
        if (before == null) {
            newest.insert(head, all, next);
        } else {
            newest.replace(head, all, next);
        }
        bitmaps.put(head.segment(), head.number(), Part.MEMBERS, members);
    }

    private Optional<Kept> kept(LogEntry entry) {
        return members(entry.segment(), entry.number())
                .map(members -> new Kept(
                        entry.number(),
                        new StoredMembership(
                                entry.segment(),
                                entry.definitionVersion(),
                                entry.dataVersion(),
                                entry.asOf(),
                                members)));
    }

    private RoaringBitmap members(Head head) {
        return members(head.segment(), head.number()).orElseThrow();
    }

    /** The newest members are at hand; older ones are added up. */
    private Optional<RoaringBitmap> load(String segment, long number) {
        Optional<byte[]> now = newest.members(segment, number);
        return now.isPresent() ? now.map(Bitmaps::read) : replay(segment, number);
    }

    private Optional<RoaringBitmap> replay(String segment, long number) {
        Optional<LogStore.Base> base = log.base(segment, number);
        long start = base.map(LogStore.Base::number).orElse(0L);
        List<LogStore.Step> steps = log.steps(segment, start, number);
        if (steps.size() != number - start) {
            return Optional.empty();
        }
        RoaringBitmap members = base.map(from -> Bitmaps.read(from.members())).orElseGet(RoaringBitmap::new);
        for (LogStore.Step step : steps) {
            members.andNot(Bitmaps.read(step.exited()));
            members.or(Bitmaps.read(step.entered()));
        }
        members.runOptimize();
        return Optional.of(members);
    }

    private static StoredMembership stored(Head head, RoaringBitmap members) {
        return new StoredMembership(head.segment(), head.definitionVersion(), head.dataVersion(), head.asOf(), members);
    }
}
