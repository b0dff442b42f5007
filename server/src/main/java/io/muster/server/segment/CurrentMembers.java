package io.muster.server.segment;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.muster.server.http.Cursor;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.membership.Head;
import io.muster.server.membership.LogEntry;
import io.muster.server.project.Project;
import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Component;

/**
 * Which segments a profile is in, from memory: what a project's segments are and what is kept of each is read again only
 * where it has changed, which one small question to the catalogue tells. Thread-safe.
 */
@Component
public class CurrentMembers {

    /** Segments of all projects together that are remembered; fewer where their definitions would take the memory. */
    private static final int MOST_SEGMENTS = 50_000;

    private final SegmentChangeStore changes;
    private final Members members;
    private final Cache<String, View> views = Caffeine.newBuilder()
            .maximumWeight(MOST_SEGMENTS)
            .weigher((String project, View view) -> view.segments().size() + 1)
            .softValues()
            .build();

    CurrentMembers(SegmentChangeStore changes, Members members) {
        this.changes = changes;
        this.members = members;
    }

    /**
     * A segment that a profile is or was in.
     *
     * @param definitionVersion what the members are of; the segment's own may be newer
     * @param asOf when the members were found
     */
    public record In(Segment segment, int definitionVersion, long dataVersion, Instant asOf) {}

    /** A project's segments by id, after so many changes. */
    private record View(long changes, NavigableMap<String, Entry> segments) {}

    /** A segment and its newest membership, null before the first. */
    private static final class Entry {
        private final Segment segment;
        private final @Nullable Head head;
        /** Found here it need not be looked up; how many bitmaps there are at once stays for their cache to say. */
        private volatile WeakReference<@Nullable RoaringBitmap> bitmap = new WeakReference<>(null);

        Entry(Segment segment, @Nullable Head head) {
            this.segment = segment;
            this.head = head;
        }

        String id() {
            return segment.id();
        }

        @Nullable
        In now(int ordinal, Members members) {
            return head != null && bitmap(head, members).contains(ordinal)
                    ? new In(segment, head.definitionVersion(), head.dataVersion(), head.asOf())
                    : null;
        }

        @Nullable
        In then(@Nullable LogEntry then, int ordinal, Members members) {
            return then != null && members.numbered(id(), then.number()).contains(ordinal)
                    ? new In(segment, then.definitionVersion(), then.dataVersion(), then.asOf())
                    : null;
        }

        private RoaringBitmap bitmap(Head head, Members members) {
            RoaringBitmap known = bitmap.get();
            if (known == null) {
                known = members.numbered(id(), head.number());
                bitmap = new WeakReference<>(known);
            }
            return known;
        }
    }

    /** The segments that the profile is in, oldest first; or that it was in at that instant. */
    public Page<In> of(Project project, int ordinal, @Nullable Instant asOf, PageRequest page) {
        String list = "segments-of:" + project.id() + ":" + ordinal + ":" + asOf;
        String after = page.start(list, 1).map(cursor -> cursor.text(0)).orElse("");
        Collection<Entry> rest =
                view(project.id().value()).segments().tailMap(after, false).values();
        Stream<@Nullable In> each =
                asOf == null ? rest.stream().map(entry -> entry.now(ordinal, members)) : then(rest, ordinal, asOf);
        List<In> found = each.filter(Objects::nonNull).limit(page.limit() + 1L).toList();
        return Page.of(
                found, page.limit(), last -> Cursor.encode(list, last.segment().id()));
    }

    private Stream<@Nullable In> then(Collection<Entry> entries, int ordinal, Instant asOf) {
        Map<String, LogEntry> then =
                members.entriesAt(entries.stream().map(Entry::id).toList(), asOf);
        return entries.stream().map(entry -> entry.then(then.get(entry.id()), ordinal, members));
    }

    private View view(String project) {
        long now = changes.number(project);
        View known = views.getIfPresent(project);
        if (known != null && known.changes() == now) {
            return known;
        }
        View next =
                known == null || known.changes() > now ? read(project, now, 0, Map.of()) : read(project, now, known);
        views.put(project, next);
        return next;
    }

    private View read(String project, long now, View known) {
        return read(project, now, known.changes(), known.segments());
    }

    /** What changed up to {@code now} is committed, for whoever counts a change waits for the one before. */
    private View read(String project, long now, long since, Map<String, Entry> known) {
        NavigableMap<String, Entry> segments = new TreeMap<>(known);
        List<Segment> changed = changes.since(project, since);
        Map<String, Head> heads = members
                .heads(changed.stream().map(Segment::id).toList())
                .stream()
                .collect(Collectors.toMap(Head::segment, Function.identity()));
        changed.forEach(segment -> segments.put(segment.id(), new Entry(segment, heads.get(segment.id()))));
        changes.deletedSince(project, since).forEach(segments::remove);
        return new View(now, segments);
    }
}
