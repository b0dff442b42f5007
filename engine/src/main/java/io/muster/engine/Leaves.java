package io.muster.engine;

import io.muster.model.condition.Condition;
import io.muster.model.condition.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where a condition is cut into leaves, and in what order the pieces are asked for. */
final class Leaves {

    private Leaves() {}

    /** Whether one question to the engine answers the condition. */
    static boolean isLeaf(Condition condition) {
        return condition instanceof Condition.Event || isAboutProfiles(condition);
    }

    /** The parts of an {@code all} (or {@code any}), those about profiles joined to one leaf, the cheapest first. */
    static List<Condition> of(List<Condition> parts, boolean all) {
        List<Condition> profiles =
                parts.stream().filter(Leaves::isAboutProfiles).toList();
        List<Condition> ordered = new ArrayList<>(parts);
        if (profiles.size() > 1) {
            ordered.removeAll(profiles);
            ordered.add(all ? new Condition.All(profiles) : new Condition.Any(profiles));
        }
        ordered.sort(Comparator.comparingInt(Leaves::cost));
        return ordered;
    }

    private static boolean isAboutProfiles(Condition condition) {
        return switch (condition) {
            case Condition.All(List<Condition> parts) -> parts.stream().allMatch(Leaves::isAboutProfiles);
            case Condition.Any(List<Condition> parts) -> parts.stream().allMatch(Leaves::isAboutProfiles);
            case Condition.Not(Condition part) -> isAboutProfiles(part);
            case Condition.Attribute ignored -> true;
            case Condition.Tag ignored -> true;
            case Condition.Known ignored -> true;
            case Condition.Identity ignored -> true;
            case Condition.InSegment ignored -> false;
            case Condition.Profiles ignored -> false;
            case Condition.Event ignored -> false;
        };
    }

    /** A rank: ids are looked up, profiles are fewer than events, and grouping events costs more than reading them. */
    private static int cost(Condition condition) {
        return switch (condition) {
            case Condition.All(List<Condition> parts) -> highest(parts);
            case Condition.Any(List<Condition> parts) -> highest(parts);
            case Condition.Not(Condition part) -> cost(part);
            case Condition.Profiles ignored -> 0;
            case Condition.Attribute ignored -> 1;
            case Condition.Tag ignored -> 1;
            case Condition.Known ignored -> 1;
            case Condition.Identity ignored -> 1;
            case Condition.InSegment ignored -> 2;
            case Condition.Event event -> event.measure() instanceof Measure.Count ? 3 : 4;
        };
    }

    private static int highest(List<Condition> parts) {
        return parts.stream().mapToInt(Leaves::cost).max().orElse(0);
    }
}
