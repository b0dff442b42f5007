package io.muster.server.membership;

import io.muster.engine.Entrance;
import io.muster.server.membership.BitmapCache.Part;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/** The log of one segment's members. Bitmaps that it gives out are shared and not to be changed. Thread-safe. */
public final class SegmentLog {

    /** Entries that are read at once. */
    private static final int PAGE = 32;

    private final String segment;
    private final LogStore store;
    private final BitmapCache bitmaps;
    private final MembershipLog log;

    SegmentLog(String segment, LogStore store, BitmapCache bitmaps, MembershipLog log) {
        this.segment = segment;
        this.store = store;
        this.bitmaps = bitmaps;
        this.log = log;
    }

    /** The first entry that is still kept; empty before the first membership. Its number is 1 while all are kept. */
    public Optional<LogEntry> oldest() {
        return store.oldest(segment);
    }

    /** The last entry up to and with that instant. */
    public Optional<LogEntry> at(Instant instant) {
        return store.at(segment, instant);
    }

    /** The first entry with newer data than that. */
    public Optional<LogEntry> firstAbove(long dataVersion) {
        return store.firstAbove(segment, dataVersion);
    }

    /** Oldest first, from that number on. */
    public List<LogEntry> from(long number, int limit) {
        return store.from(segment, number, limit);
    }

    /** Newest first: numbers below {@code before}, instants from {@code from} up to but without {@code to}. */
    public List<LogEntry> before(long before, @Nullable Instant from, @Nullable Instant to, int limit) {
        return store.before(segment, before, from, to, limit);
    }

    /** Who entered or left with an entry. */
    public RoaringBitmap profiles(long number, Change change) {
        RoaringBitmap known = bitmaps.find(segment, number, part(change));
        if (known != null) {
            return known;
        }
        return steps(number - 1, number).stream()
                .findFirst()
                .map(step -> bitmap(step, change))
                .orElseGet(RoaringBitmap::new);
    }

    /** Who entered or left from {@code from} up to but without {@code to}; null is the beginning, or now. */
    public RoaringBitmap changed(Change change, @Nullable Instant from, @Nullable Instant to) {
        RoaringBitmap all = new RoaringBitmap();
        for (LogEntry entry : store.within(segment, change, from, to)) {
            all.or(profiles(entry.number(), change));
        }
        return all;
    }

    /** Who was in at any instant from {@code from} up to but without {@code to}. */
    public RoaringBitmap ever(@Nullable Instant from, @Nullable Instant to) {
        RoaringBitmap all = changed(Change.ENTERED, from, to);
        Optional<LogEntry> oldest = oldest();
        if (oldest.isEmpty()) {
            return all;
        }
        Instant start = from == null || from.isBefore(oldest.get().asOf())
                ? oldest.get().asOf()
                : from;
        if (to == null || start.isBefore(to)) {
            at(start).flatMap(entry -> log.members(segment, entry.number())).ifPresent(all::or);
        }
        return all;
    }

    /**
     * The entry with which the profile came in that is in since then; empty where that is longer ago than the log goes
     * back.
     *
     * @param number of a membership that the profile is in
     */
    public Optional<LogEntry> entered(int ordinal, long number) {
        for (long last = number; last > 0; last -= PAGE) {
            long first = Math.max(0, last - PAGE);
            load(first, last);
            for (long at = last; at > first; at--) {
                if (profiles(at, Change.ENTERED).contains(ordinal)) {
                    return store.find(segment, at);
                }
            }
            if (oldest().map(entry -> entry.number() > first).orElse(true)) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /**
     * Since when these profiles are in, those together who came in with the same entry; who came in before the log begins is
     * in none.
     *
     * @param number of a membership that they are all in
     */
    public List<Entrance> entrances(long number, RoaringBitmap profiles) {
        List<Entrance> found = new ArrayList<>();
        RoaringBitmap left = profiles.clone();
        List<LogEntry> page = store.before(segment, number + 1, null, null, PAGE);
        while (!page.isEmpty() && !left.isEmpty()) {
            load(page.getLast().number() - 1, page.getFirst().number());
            for (LogEntry entry : page) {
                RoaringBitmap together = RoaringBitmap.and(left, profiles(entry.number(), Change.ENTERED));
                if (!together.isEmpty()) {
                    found.add(new Entrance(entry.asOf(), together));
                    left.andNot(together);
                }
            }
            page = store.before(segment, page.getLast().number(), null, null, PAGE);
        }
        return found;
    }

    /** Makes those bitmaps come from memory that do not yet. */
    private void load(long after, long last) {
        boolean missing = false;
        for (long at = after + 1; at <= last && !missing; at++) {
            missing = bitmaps.find(segment, at, Part.ENTERED) == null;
        }
        if (missing) {
            steps(after, last).forEach(step -> bitmap(step, Change.ENTERED));
        }
    }

    private List<LogStore.Step> steps(long after, long last) {
        return store.steps(segment, after, last);
    }

    private RoaringBitmap bitmap(LogStore.Step step, Change change) {
        return bitmaps.get(
                segment,
                step.number(),
                part(change),
                () -> Bitmaps.read(change == Change.ENTERED ? step.entered() : step.exited()));
    }

    private static Part part(Change change) {
        return change == Change.ENTERED ? Part.ENTERED : Part.EXITED;
    }
}
