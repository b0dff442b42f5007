package io.muster.server.segment;

import io.muster.model.condition.Condition;
import io.muster.model.condition.Conditions;
import io.muster.model.condition.SegmentReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Finds what follows from a segment, through all of its project at once. Thread-safe. */
@Component
class Dependents {

    private static final int PAGE = 1_000;

    private final SegmentStore store;

    Dependents(SegmentStore store) {
        this.store = store;
    }

    /** The segments that are defined by this one, and those that are defined by these; nearest first. */
    List<Segment> of(Segment used) {
        Map<String, List<Segment>> users = users(used.project());
        Set<String> seen = new HashSet<>(Set.of(used.id()));
        Deque<Segment> open = new ArrayDeque<>(List.of(used));
        List<Segment> found = new ArrayList<>();
        while (!open.isEmpty()) {
            Segment next = open.remove();
            List<Segment> direct = new ArrayList<>(users.getOrDefault(next.id(), List.of()));
            direct.addAll(users.getOrDefault(next.key(), List.of()));
            direct.stream().filter(user -> seen.add(user.id())).forEach(user -> {
                found.add(user);
                open.add(user);
            });
        }
        return found;
    }

    /** By what their definitions name: ids or keys, which are never the same texts. */
    private Map<String, List<Segment>> users(String project) {
        Map<String, List<Segment>> users = new HashMap<>();
        String after = "";
        List<Segment> page;
        do {
            page = store.list(project, after, PAGE);
            page.forEach(segment -> addTo(users, segment));
            after = page.isEmpty() ? after : page.getLast().id();
        } while (page.size() == PAGE);
        return users;
    }

    private static void addTo(Map<String, List<Segment>> users, Segment user) {
        Condition definition = user.content().definition();
        if (definition != null) {
            for (SegmentReference reference : Conditions.segmentReferences(definition)) {
                users.computeIfAbsent(reference.segment(), any -> new ArrayList<>())
                        .add(user);
            }
        }
    }
}
