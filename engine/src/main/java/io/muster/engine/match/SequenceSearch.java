package io.muster.engine.match;

import java.util.Arrays;
import org.roaringbitmap.RoaringBitmap;
import org.roaringbitmap.RoaringBitmapWriter;

/**
 * Finds the profiles whose events have a sequence in them, from rows in any order. The rows are read once to see who has
 * all of its events at all, then once more (or as often as room demands) to put those profiles' rows together.
 */
public final class SequenceSearch {

    /** Rows that are held at a time; 12 bytes each. One profile's rows are held together however many they are. */
    private static final int ROOM = 8_000_000;

    private final SequenceRules rules;
    private final int room;
    private final SequenceMatcher matcher;
    private final int[] seen;
    private final int[] sizes;
    private long[] times = {};
    private int[] events = {};

    /** @param profiles how many there are; ordinals are below it */
    public SequenceSearch(SequenceRules rules, int profiles) {
        this(rules, profiles, ROOM);
    }

    SequenceSearch(SequenceRules rules, int profiles, int room) {
        this.rules = rules;
        this.room = room;
        this.matcher = new SequenceMatcher(rules);
        this.seen = new int[profiles];
        this.sizes = new int[profiles];
    }

    /** Rows that can be read again, the same ones each time. */
    @FunctionalInterface
    public interface Rows {
        void forEach(Row row);
    }

    /** Takes a row. */
    @FunctionalInterface
    public interface Row {
        /** @param events bits of {@link SequenceRules} that the event is */
        void accept(int profile, long time, int events);
    }

    /** The profiles that have it. To be called once. */
    public RoaringBitmap find(Rows rows) {
        rows.forEach((profile, time, bits) -> {
            seen[profile] |= bits;
            sizes[profile]++;
        });
        keepCandidates();
        RoaringBitmapWriter<RoaringBitmap> found = RoaringBitmapWriter.writer().get();
        for (int from = 0; from < sizes.length; ) {
            int to = endOfRoom(from);
            find(rows, from, to, found);
            from = to;
        }
        return found.get();
    }

    private void keepCandidates() {
        int required = rules.required();
        for (int profile = 0; profile < sizes.length; profile++) {
            if ((seen[profile] & required) != required) {
                sizes[profile] = 0;
            }
        }
    }

    /** The first profile whose rows do not fit with those from {@code from} on. */
    private int endOfRoom(int from) {
        long held = sizes[from];
        int to = from + 1;
        while (to < sizes.length && held + sizes[to] <= room) {
            held += sizes[to++];
        }
        return to;
    }

    private void find(Rows rows, int from, int to, RoaringBitmapWriter<RoaringBitmap> found) {
        int[] ends = new int[to - from];
        int held = 0;
        for (int profile = from; profile < to; profile++) {
            ends[profile - from] = held;
            held = Math.addExact(held, sizes[profile]);
        }
        if (held == 0) {
            return;
        }
        times = times.length < held ? new long[held] : times;
        events = events.length < held ? new int[held] : events;
        rows.forEach((profile, time, bits) -> {
            if (profile >= from && profile < to && sizes[profile] > 0) {
                int at = ends[profile - from]++;
                times[at] = time;
                events[at] = bits;
            }
        });
        for (int profile = from; profile < to; profile++) {
            int end = ends[profile - from];
            if (sizes[profile] > 0 && matches(end - sizes[profile], end)) {
                found.add(profile);
            }
        }
    }

    private boolean matches(int from, int to) {
        long[] own = Arrays.copyOfRange(times, from, to);
        int[] bits = Arrays.copyOfRange(events, from, to);
        sort(own, bits);
        return matcher.matches(own, bits, join(own, bits));
    }

    /** Shell's sort: in place, and quick where rows come nearly in order, as they do. */
    private static void sort(long[] times, int[] events) {
        for (int gap = times.length / 2; gap > 0; gap = gap == 2 ? 1 : (int) (gap / 2.2)) {
            for (int i = gap; i < times.length; i++) {
                long time = times[i];
                int bits = events[i];
                int at = i;
                for (; at >= gap && times[at - gap] > time; at -= gap) {
                    times[at] = times[at - gap];
                    events[at] = events[at - gap];
                }
                times[at] = time;
                events[at] = bits;
            }
        }
    }

    /** What happened at the same instant becomes one; at most one of it can be a step, and none comes after another. */
    private static int join(long[] times, int[] events) {
        int last = 0;
        for (int i = 1; i < times.length; i++) {
            if (times[i] == times[last]) {
                events[last] |= events[i];
            } else {
                last++;
                times[last] = times[i];
                events[last] = events[i];
            }
        }
        return last + 1;
    }
}
