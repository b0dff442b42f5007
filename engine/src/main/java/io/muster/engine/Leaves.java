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
        return condition instanceof Condition.Event
                || condition instanceof Condition.Sequence
                || condition instanceof Condition.Near
                || isAboutProfiles(condition);
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
            case Condition.All(List<Condition> parts) -> areAboutProfiles(parts);
            case Condition.Any(List<Condition> parts) -> areAboutProfiles(parts);
            case Condition.Not(Condition part) -> isAboutProfiles(part);
            case Condition.Attribute _, Condition.Tag _, Condition.Known _, Condition.Identity _ -> true;
            case Condition.InSegment _, Condition.Profiles _, Condition.Event _ -> false;
            case Condition.Sequence _, Condition.Near _, Condition.Quantile _, Condition.Logged _ -> false;
        };
    }

    /** Not where there are none: everyone and no one are known without a question. */
    private static boolean areAboutProfiles(List<Condition> parts) {
        return !parts.isEmpty() && parts.stream().allMatch(Leaves::isAboutProfiles);
    }

    /** A rank: ids are looked up, profiles are fewer than events, and grouping events costs more than reading them. */
    private static int cost(Condition condition) {
        return switch (condition) {
            case Condition.All(List<Condition> parts) -> highest(parts);
            case Condition.Any(List<Condition> parts) -> highest(parts);
            case Condition.Not(Condition part) -> cost(part);
            case Condition.Profiles _ -> 0;
            case Condition.Attribute _, Condition.Tag _, Condition.Known _, Condition.Identity _ -> 1;
            case Condition.Near _ -> 1;
            case Condition.InSegment _, Condition.Logged _ -> 2;
            case Condition.Event event -> event.measure() instanceof Measure.Count ? 3 : 4;
            case Condition.Quantile _, Condition.Sequence _ -> 5;
        };
    }

    private static int highest(List<Condition> parts) {
        return parts.stream().mapToInt(Leaves::cost).max().orElse(0);
    }
}
