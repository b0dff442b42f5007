package io.muster.server.segment;

import io.muster.model.ErrorCode;
import io.muster.model.FieldError;
import io.muster.model.MusterException;
import io.muster.model.condition.Condition;
import io.muster.model.condition.Conditions;
import io.muster.model.condition.SegmentReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Which segments a project's definitions name. References go by id or key; diamonds are legal, cycles are not. */
@Component
class SegmentGraph {

    private final SegmentStore store;

    SegmentGraph(SegmentStore store) {
        this.store = store;
    }

    /**
     * Checks all references of a definition.
     *
     * @param self the segment that is to have it, null for one that is not saved
     * @param root the JSON Pointer of the definition in the caller's document
     * @throws MusterException UNKNOWN_SEGMENT or SEGMENT_CYCLE, with the places
     */
    void check(String project, @Nullable Segment self, Condition definition, String root) {
        List<FieldError> errors = new ArrayList<>();
        for (SegmentReference reference : Conditions.segmentReferences(definition)) {
            Optional<Segment> target = store.find(project, reference.segment());
            String pointer = root + reference.pointer();
            if (target.isEmpty()) {
                errors.add(new FieldError(
                        pointer,
                        ErrorCode.UNKNOWN_SEGMENT,
                        "There is no segment with the id or key \"" + reference.segment() + "\"."));
            } else if (self != null) {
                cycle(project, self, target.get(), List.of(self.key()), new HashSet<>())
                        .ifPresent(path -> errors.add(new FieldError(
                                pointer,
                                ErrorCode.SEGMENT_CYCLE,
                                "The segment would depend on itself: " + String.join(" → ", path) + ".")));
            }
        }
        if (!errors.isEmpty()) {
            throw new MusterException(
                    errors.getFirst().code(), errors.getFirst().detail(), errors);
        }
    }

    /** The segments whose present definition names this one, oldest first. */
    List<Segment> users(Segment segment) {
        List<Segment> users = new ArrayList<>();
        String after = "";
        List<Segment> page;
        do {
            page = store.list(segment.project(), after, 1_000);
            page.stream().filter(other -> names(other, segment)).forEach(users::add);
            after = page.isEmpty() ? after : page.getLast().id();
        } while (!page.isEmpty());
        return users;
    }

    private static boolean names(Segment user, Segment used) {
        Condition definition = user.content().definition();
        return definition != null
                && Conditions.segmentReferences(definition).stream()
                        .anyMatch(reference -> reference.segment().equals(used.id())
                                || reference.segment().equals(used.key()));
    }

    private Optional<List<String>> cycle(
            String project, Segment self, Segment from, List<String> path, Set<String> seen) {
        List<String> longer = new ArrayList<>(path);
        longer.add(from.key());
        if (from.id().equals(self.id())) {
            return Optional.of(longer);
        }
        Condition definition = from.content().definition();
        if (definition == null || !seen.add(from.id())) {
            return Optional.empty();
        }
        return Conditions.segmentReferences(definition).stream()
                .flatMap(reference -> store.find(project, reference.segment()).stream())
                .flatMap(target -> cycle(project, self, target, longer, seen).stream())
                .findFirst();
    }
}
