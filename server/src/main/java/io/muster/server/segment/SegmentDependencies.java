package io.muster.server.segment;

import io.muster.model.condition.Condition;
import io.muster.model.condition.Conditions;
import io.muster.model.condition.SegmentReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Tells which segments a segment is defined by, and which are defined by it, near and far. Thread-safe. */
@Component
class SegmentDependencies {

    private static final int PAGE = 1_000;

    private final SegmentStore store;

    SegmentDependencies(SegmentStore store) {
        this.store = store;
    }

    /** Both directions, the nearest first. */
    record Found(List<Dependency> uses, List<Dependency> usedBy) {}

    /**
     * A segment that another depends on, or that depends on it.
     *
     * @param distance 1 where one definition names the other, 2 where there is one between them, and so on
     */
    record Dependency(String id, String key, String name, int distance) {
        private static Dependency of(Reached reached) {
            Segment segment = reached.segment();
            return new Dependency(segment.id(), segment.key(), segment.content().name(), reached.distance());
        }
    }

    Found of(Segment segment) {
        Graph graph = new Graph(all(segment.project()));
        return new Found(
                graph.reach(segment, graph.uses).stream().map(Dependency::of).toList(),
                graph.reach(segment, graph.usedBy).stream().map(Dependency::of).toList());
    }

    /** The segments that are defined by this one, and those that are defined by these; nearest first. */
    List<Segment> users(Segment used) {
        Graph graph = new Graph(all(used.project()));
        return graph.reach(used, graph.usedBy).stream().map(Reached::segment).toList();
    }

    private record Reached(Segment segment, int distance) {}

    private List<Segment> all(String project) {
        List<Segment> all = new ArrayList<>();
        List<Segment> page = store.list(project, "", PAGE);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = store.list(project, page.getLast().id(), PAGE);
        }
        return all;
    }

    /** A project's segments, by id, and who names whom. */
    private static final class Graph {
        private final Map<String, Segment> byName = new LinkedHashMap<>();
        private final Map<String, Set<String>> uses = new LinkedHashMap<>();
        private final Map<String, Set<String>> usedBy = new LinkedHashMap<>();

        private Graph(List<Segment> segments) {
            segments.forEach(segment -> byName.put(segment.key(), segment));
            segments.forEach(segment -> byName.put(segment.id(), segment));
            segments.forEach(this::add);
        }

        private void add(Segment segment) {
            Condition definition = segment.content().definition();
            if (definition == null) {
                return;
            }
            for (SegmentReference reference : Conditions.segmentReferences(definition)) {
                Segment used = byName.get(reference.segment());
                if (used != null) {
                    uses.computeIfAbsent(segment.id(), id -> new LinkedHashSet<>())
                            .add(used.id());
                    usedBy.computeIfAbsent(used.id(), id -> new LinkedHashSet<>())
                            .add(segment.id());
                }
            }
        }

        private List<Reached> reach(Segment start, Map<String, Set<String>> next) {
            Map<String, Integer> distances = new LinkedHashMap<>(Map.of(start.id(), 0));
            Deque<String> open = new ArrayDeque<>(List.of(start.id()));
            List<Reached> found = new ArrayList<>();
            while (!open.isEmpty()) {
                String from = open.remove();
                int distance = distances.getOrDefault(from, 0) + 1;
                for (String id : next.getOrDefault(from, Set.of())) {
                    Segment segment = byName.get(id);
                    if (segment != null && distances.putIfAbsent(id, distance) == null) {
                        open.add(id);
                        found.add(new Reached(segment, distance));
                    }
                }
            }
            return List.copyOf(found);
        }
    }
}
