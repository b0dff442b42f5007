package io.muster.server.membership;

import io.muster.server.catalog.Catalog;
import io.muster.server.membership.LogStore.Whole;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/** Takes profiles out of what is kept of segments' members, past and present, and tells a profile's own past. Thread-safe. */
@Component
public class MembershipErasure {

    private final Catalog catalog;
    private final LogStore log;
    private final NewestStore newest;
    private final BitmapCache bitmaps;

    MembershipErasure(Catalog catalog, LogStore log, NewestStore newest, BitmapCache bitmaps) {
        this.catalog = catalog;
        this.log = log;
        this.newest = newest;
        this.bitmaps = bitmaps;
    }

    /** That a profile entered a segment, or left it; where it was in before the log begins, that it was in then. */
    public record Passage(Instant at, boolean entered) {}

    /** Whether one of the profiles is or was in the segment, as far as is known. */
    public boolean holds(String segment, RoaringBitmap profiles) {
        return log.all(segment).stream().anyMatch(entry -> concerns(entry, profiles));
    }

    /**
     * Takes the profiles out of everything that is kept of the segment. To be called in a transaction that no other change
     * of the segment's members can be beside.
     *
     * @return the newest size; empty where nothing was to be changed
     */
    public OptionalLong erase(String segment, RoaringBitmap profiles) {
        return catalog.transaction(db -> {
            RoaringBitmap within = new RoaringBitmap();
            boolean changed = false;
            for (Whole entry : log.all(segment)) {
                changed |= erase(segment, entry, profiles, within);
            }
            return changed ? OptionalLong.of(eraseNewest(segment, profiles)) : OptionalLong.empty();
        });
    }

    /** @param within those of them who were in before the entry; made those who were in with it */
    private boolean erase(String segment, Whole entry, RoaringBitmap profiles, RoaringBitmap within) {
        RoaringBitmap entered = Bitmaps.read(entry.entered());
        RoaringBitmap exited = Bitmaps.read(entry.exited());
        RoaringBitmap members = entry.members() == null ? null : Bitmaps.read(entry.members());
        within.or(RoaringBitmap.and(entered, profiles));
        within.andNot(exited);
        if (members != null) {
            within.or(RoaringBitmap.and(members, profiles));
        }
        if (within.isEmpty() && !concerns(entry, profiles)) {
            return false;
        }
        entered.andNot(profiles);
        exited.andNot(profiles);
        if (members != null) {
            members.andNot(profiles);
        }
        Whole left = new Whole(
                entry.number(),
                entry.asOf(),
                entry.size() - within.getLongCardinality(),
                Bitmaps.writeUnlessEmpty(entered),
                Bitmaps.writeUnlessEmpty(exited),
                members == null ? null : Bitmaps.write(members));
        log.replace(segment, left, entered.getLongCardinality(), exited.getLongCardinality());
        return true;
    }

    private long eraseNewest(String segment, RoaringBitmap profiles) {
        bitmaps.forget(segment);
        Head head = newest.head(segment).orElseThrow();
        RoaringBitmap members =
                Bitmaps.read(newest.members(segment, head.number()).orElseThrow());
        members.andNot(profiles);
        newest.setMembers(segment, Bitmaps.write(members));
        return members.getLongCardinality();
    }

    /** When the profile entered the segment and left it, oldest first. */
    public List<Passage> passages(String segment, int ordinal) {
        List<Passage> passages = new ArrayList<>();
        boolean first = true;
        for (Whole entry : log.all(segment)) {
            Instant at = Instant.ofEpochMilli(entry.asOf());
            boolean before = first
                    && entry.members() != null
                    && Bitmaps.read(entry.members()).contains(ordinal);
            if (before || Bitmaps.read(entry.entered()).contains(ordinal)) {
                passages.add(new Passage(at, true));
            } else if (Bitmaps.read(entry.exited()).contains(ordinal)) {
                passages.add(new Passage(at, false));
            }
            first = false;
        }
        return passages;
    }

    private static boolean concerns(Whole entry, RoaringBitmap profiles) {
        return holds(entry.entered(), profiles) || holds(entry.exited(), profiles) || holds(entry.members(), profiles);
    }

    private static boolean holds(byte @org.jspecify.annotations.Nullable [] bitmap, RoaringBitmap profiles) {
        return bitmap != null && RoaringBitmap.intersects(Bitmaps.read(bitmap), profiles);
    }
}
