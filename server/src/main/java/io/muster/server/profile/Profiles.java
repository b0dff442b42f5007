package io.muster.server.profile;

import io.muster.engine.EngineSnapshot.EventPosition;
import io.muster.engine.Event;
import io.muster.engine.Profile;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.http.Cursor;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.query.Queries;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Reads profiles and what they did. Thread-safe. */
@Service
class Profiles {
    private final Queries queries;

    Profiles(Queries queries) {
        this.queries = queries;
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
