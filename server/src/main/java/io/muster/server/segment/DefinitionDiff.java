package io.muster.server.segment;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.model.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tells which conditions of a definition another one lacks, adds or has otherwise. For one thread. */
final class DefinitionDiff {

    private static final Set<String> GROUPS = Set.of("all", "any");
    private static final String NOT = "not";

    private final List<NodeChange> changes = new ArrayList<>();

    /**
     * A condition that differs.
     *
     * @param change whether it came, went or is another one, as the interface has it
     * @param fromPointer where it is in the first definition; null where it was added
     * @param toPointer where it is in the second one; null where it was removed
     */
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record NodeChange(
            String change,
            @Nullable String fromPointer,
            @Nullable String toPointer,
            @Nullable JsonNode from,
            @Nullable JsonNode to) {}

    /** What turns the one into the other, in the order of the first; empty where they are equal. */
    static List<NodeChange> of(JsonNode from, JsonNode to) {
        DefinitionDiff diff = new DefinitionDiff();
        diff.compare(Pointer.ROOT, from, Pointer.ROOT, to);
        return List.copyOf(diff.changes);
    }

    private void compare(Pointer at, JsonNode from, Pointer there, JsonNode to) {
        if (from.equals(to)) {
            return;
        }
        String group = group(from);
        if (group != null && group.equals(group(to))) {
            compareAll(at.child(group), from.get(group), there.child(group), to.get(group));
        } else if (from.has(NOT) && to.has(NOT)) {
            compare(at.child(NOT), from.get(NOT), there.child(NOT), to.get(NOT));
        } else {
            changes.add(new NodeChange("changed", at.toString(), there.toString(), from, to));
        }
    }

    /** Equal conditions belong together wherever they stand, then alike ones in order; the rest came or went. */
    private void compareAll(Pointer at, JsonNode from, Pointer there, JsonNode to) {
        int[] partners = partners(from, to);
        boolean[] taken = new boolean[to.size()];
        for (int i = 0; i < from.size(); i++) {
            if (partners[i] < 0) {
                changes.add(new NodeChange("removed", at.child(i).toString(), null, from.get(i), null));
            } else {
                taken[partners[i]] = true;
                compare(at.child(i), from.get(i), there.child(partners[i]), to.get(partners[i]));
            }
        }
        for (int i = 0; i < to.size(); i++) {
            if (!taken[i]) {
                changes.add(new NodeChange("added", null, there.child(i).toString(), null, to.get(i)));
            }
        }
    }

    private static int[] partners(JsonNode from, JsonNode to) {
        int[] partners = new int[from.size()];
        boolean[] taken = new boolean[to.size()];
        java.util.Arrays.fill(partners, -1);
        pair(partners, taken, from, to, JsonNode::equals);
        pair(partners, taken, from, to, (one, other) -> subject(one).equals(subject(other)));
        return partners;
    }

    private static void pair(
            int[] partners,
            boolean[] taken,
            JsonNode from,
            JsonNode to,
            java.util.function.BiPredicate<JsonNode, JsonNode> alike) {
        for (int i = 0; i < partners.length; i++) {
            for (int j = 0; partners[i] < 0 && j < taken.length; j++) {
                if (!taken[j] && alike.test(from.get(i), to.get(j))) {
                    partners[i] = j;
                    taken[j] = true;
                }
            }
        }
    }

    /** What a condition is about: its kind and, where that is a name, the name. */
    private static String subject(JsonNode condition) {
        String kind = condition.propertyNames().stream().findFirst().orElse("");
        JsonNode about = condition.path(kind);
        return kind + ":" + (about.isString() ? about.stringValue() : "");
    }

    private static @Nullable String group(JsonNode condition) {
        return condition.propertyNames().stream()
                .filter(GROUPS::contains)
                .findFirst()
                .orElse(null);
    }
}
