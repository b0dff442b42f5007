package io.muster.server.profile;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.EngineSnapshot.EventPosition;
import io.muster.engine.EngineSnapshot.Member;
import io.muster.engine.Event;
import io.muster.engine.ExportColumn;
import io.muster.engine.KeyKind;
import io.muster.engine.Profile;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.http.Cursor;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.query.Queries;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;
import org.springframework.stereotype.Service;

/** Reads profiles and what they did. Thread-safe. */
@Service
public class Profiles {

    /** Profiles that can be read at once. */
    public static final int MOST = 1_000;

    private final Queries queries;

    Profiles(Queries queries) {
        this.queries = queries;
    }

    /**
     * Profiles by the keys that they were asked for by.
     *
     * @param byKey without those that do not exist; where several profiles have a key, the newest of them
     * @param attributes names of all that profiles of the project have
     */
    public record Found(Map<String, Profile> byKey, List<String> attributes) {}

    /**
     * Finds profiles by keys of that kind.
     *
     * @throws MusterException INVALID_REQUEST for no keys, or more than {@link #MOST}
     */
    public Found find(ProjectId project, KeyKind kind, Collection<String> keys) {
        Set<String> asked = Set.copyOf(keys);
        if (asked.isEmpty() || asked.size() > MOST) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST, "ids: " + asked.size() + " ids were given; give 1 to " + MOST + ".");
        }
        return queries.ask(project, (snapshot, deadline) -> {
            Map<String, Integer> ordinals = new HashMap<>();
            snapshot.ordinals(kind, asked, deadline)
                    .forEach((key, several) -> ordinals.put(key, Collections.max(several)));
            Map<Integer, Profile> profiles = read(snapshot, ordinals.values(), deadline);
            Map<String, Profile> byKey = new HashMap<>();
            ordinals.forEach((key, ordinal) -> byKey.put(key, profiles.get(ordinal)));
            return new Found(byKey, attributes(snapshot));
        });
    }

    /** The ids of all profiles that have one of the keys, in no order. */
    public List<String> ids(ProjectId project, KeyKind kind, Collection<String> keys) {
        return queries.ask(project, (snapshot, deadline) -> {
            RoaringBitmap members = new RoaringBitmap();
            snapshot.ordinals(kind, Set.copyOf(keys), deadline)
                    .values()
                    .forEach(several -> several.forEach(members::add));
            return members(snapshot, members, deadline);
        });
    }

    private static Map<Integer, Profile> read(EngineSnapshot snapshot, Collection<Integer> ordinals, Deadline deadline) {
        RoaringBitmap members = new RoaringBitmap();
        ordinals.forEach(members::add);
        return snapshot.profiles(members(snapshot, members, deadline), deadline).stream()
                .collect(Collectors.toMap(Profile::ordinal, Function.identity()));
    }

    private static List<String> members(EngineSnapshot snapshot, RoaringBitmap members, Deadline deadline) {
        return snapshot.members(members, -1, members.getCardinality(), deadline).stream()
                .map(Member::id)
                .toList();
    }

    private static List<String> attributes(EngineSnapshot snapshot) {
        return snapshot.defaultColumns().stream()
                .map(ExportColumn::source)
                .filter(ExportColumn.Attribute.class::isInstance)
                .map(source -> ((ExportColumn.Attribute) source).name())
                .toList();
    }

    /** @throws MusterException NOT_FOUND */
    Profile get(ProjectId project, String id) {
        return find(project, List.of(id)).values().stream().findFirst().orElseThrow(() -> notFound(id));
    }

    /** Those that exist, by id. */
    Map<String, Profile> find(ProjectId project, Collection<String> ids) {
        List<Profile> found = queries.ask(project, (snapshot, deadline) -> snapshot.profiles(ids, deadline));
        return found.stream().collect(Collectors.toMap(Profile::id, Function.identity()));
    }

    /** What the profile did, newest first. */
    Page<Event> events(ProjectId project, String id, PageRequest page) {
        String list = "events:" + project + ":" + id;
        EventPosition start = page.start(list, 2)
                .map(cursor -> new EventPosition(cursor.number(0), cursor.number(1)))
                .orElse(null);
        List<Event> found = queries.ask(project, (snapshot, deadline) -> {
            if (snapshot.ordinals(List.of(id), deadline).isEmpty()) {
                throw notFound(id);
            }
            return snapshot.events(id, start, page.limit() + 1, deadline);
        });
        return Page.of(
                found,
                page.limit(),
                last -> Cursor.encode(
                        list, last.position().timeMillis(), last.position().sequence()));
    }

    private static MusterException notFound(String id) {
        return new MusterException(ErrorCode.NOT_FOUND, "No profile " + id + " in this project.");
    }
}
