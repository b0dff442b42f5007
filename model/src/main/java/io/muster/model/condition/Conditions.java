package io.muster.model.condition;

import io.muster.model.Pointer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** What can be told of a condition without data. Names and references come in the order of the text. */
public final class Conditions {

    private Conditions() {}

    /** The segments named, each once, those of whom the membership log is asked too. */
    public static List<SegmentReference> segmentReferences(Condition condition) {
        Map<String, SegmentReference> references = new LinkedHashMap<>();
        walk(condition, (at, node) -> {
            if (node instanceof Condition.InSegment(String segment)) {
                references.putIfAbsent(segment, reference(segment, at));
            }
            if (node instanceof Condition.Logged(var change, String segment, var within)) {
                references.putIfAbsent(segment, reference(segment, at.child(change.notation())));
            }
        });
        return List.copyOf(references.values());
    }

    private static SegmentReference reference(String segment, Pointer at) {
        return new SegmentReference(segment, at.child("segment").toString());
    }

    /** The attributes named, each once. */
    public static Set<String> attributeNames(Condition condition) {
        return names(condition, (node, names) -> {
            if (node instanceof Condition.Attribute attribute) {
                names.add(attribute.name());
            }
            if (node instanceof Condition.Near) {
                names.addAll(List.of(Condition.Near.LAT, Condition.Near.LON));
            }
            if (node instanceof Condition.Quantile quantile
                    && quantile.by() instanceof Ranking.OfAttribute(String name)) {
                names.add(name);
            }
        });
    }

    /** The events named, each once. */
    public static Set<String> eventNames(Condition condition) {
        return names(condition, (node, names) -> {
            if (node instanceof Condition.Event event) {
                names.add(event.name());
            }
            patterns(node).forEach(pattern -> names.add(pattern.name()));
        });
    }

    /** The events of a sequence in the order of the text, or the one that a quantile is about. */
    public static List<EventPattern> patterns(Condition condition) {
        List<EventPattern> patterns = new ArrayList<>();
        if (condition instanceof Condition.Sequence sequence) {
            for (Step step : sequence.steps()) {
                patterns.addAll(step.without());
                patterns.add(step.event());
            }
        }
        if (condition instanceof Condition.Quantile quantile && quantile.by() instanceof Ranking.OfEvents events) {
            patterns.add(events.event());
        }
        return patterns;
    }

    /** Levels of conditions inside one another, those on properties included; 1 for a condition without others. */
    public static int depth(Condition condition) {
        return 1
                + switch (condition) {
                    case Condition.All all -> deepest(all.conditions(), Conditions::depth);
                    case Condition.Any any -> deepest(any.conditions(), Conditions::depth);
                    case Condition.Not not -> depth(not.condition());
                    case Condition.Event event -> event.where() == null ? 0 : depth(event.where());
                    case Condition.Sequence sequence -> deepestWhere(sequence);
                    case Condition.Quantile(var of, var in, var by, var among) ->
                        Math.max(deepestWhere(condition), among == null ? 0 : depth(among));
                    case Condition.Near leaf -> 0;
                    case Condition.Logged leaf -> 0;
                    case Condition.Attribute leaf -> 0;
                    case Condition.Tag leaf -> 0;
                    case Condition.Known leaf -> 0;
                    case Condition.Identity leaf -> 0;
                    case Condition.InSegment leaf -> 0;
                    case Condition.Profiles leaf -> 0;
                };
    }

    private static int depth(PropertyCondition condition) {
        return 1
                + switch (condition) {
                    case PropertyCondition.All all -> deepest(all.conditions(), Conditions::depth);
                    case PropertyCondition.Any any -> deepest(any.conditions(), Conditions::depth);
                    case PropertyCondition.Not not -> depth(not.condition());
                    case PropertyCondition.Property leaf -> 0;
                };
    }

    private static int deepestWhere(Condition condition) {
        return wheres(condition).mapToInt(Conditions::depth).max().orElse(0);
    }

    private static Stream<PropertyCondition> wheres(Condition condition) {
        return patterns(condition).stream().map(EventPattern::where).flatMap(Stream::ofNullable);
    }

    private static <C> int deepest(List<C> conditions, ToIntFunction<C> depth) {
        return conditions.stream().mapToInt(depth).max().orElse(0);
    }

    /** How many conditions it is made of, itself and those on properties included. */
    public static int nodeCount(Condition condition) {
        int[] count = {0};
        walk(condition, (at, node) -> {
            count[0]++;
            if (node instanceof Condition.Event event && event.where() != null) {
                count[0] += nodeCount(event.where());
            }
            count[0] += wheres(node).mapToInt(Conditions::nodeCount).sum();
        });
        return count[0];
    }

    private static int nodeCount(PropertyCondition condition) {
        return 1
                + switch (condition) {
                    case PropertyCondition.All all -> total(all.conditions());
                    case PropertyCondition.Any any -> total(any.conditions());
                    case PropertyCondition.Not not -> nodeCount(not.condition());
                    case PropertyCondition.Property leaf -> 0;
                };
    }

    private static int total(List<PropertyCondition> conditions) {
        return conditions.stream().mapToInt(Conditions::nodeCount).sum();
    }

    /** Visits the condition and all inside it, parents first, each with its place in the canonical JSON. */
    public static void walk(Condition condition, BiConsumer<Pointer, Condition> visitor) {
        walk(Pointer.ROOT, condition, visitor);
    }

    private static void walk(Pointer at, Condition condition, BiConsumer<Pointer, Condition> visitor) {
        visitor.accept(at, condition);
        switch (condition) {
            case Condition.All all -> walkAll(at.child("all"), all.conditions(), visitor);
            case Condition.Any any -> walkAll(at.child("any"), any.conditions(), visitor);
            case Condition.Not not -> walk(at.child("not"), not.condition(), visitor);
            case Condition.Attribute leaf -> {}
            case Condition.Tag leaf -> {}
            case Condition.Known leaf -> {}
            case Condition.Identity leaf -> {}
            case Condition.InSegment leaf -> {}
            case Condition.Profiles leaf -> {}
            case Condition.Event leaf -> {}
            case Condition.Sequence leaf -> {}
            case Condition.Near leaf -> {}
            case Condition.Logged leaf -> {}
            case Condition.Quantile quantile -> {
                if (quantile.among() != null) {
                    walk(at.child("quantile").child("among"), quantile.among(), visitor);
                }
            }
        }
    }

    private static void walkAll(Pointer at, List<Condition> conditions, BiConsumer<Pointer, Condition> visitor) {
        for (int i = 0; i < conditions.size(); i++) {
            walk(at.child(i), conditions.get(i), visitor);
        }
    }

    private static Set<String> names(Condition condition, BiConsumer<Condition, Set<String>> collector) {
        Set<String> names = new LinkedHashSet<>();
        walk(condition, (at, node) -> collector.accept(node, names));
        return Collections.unmodifiableSet(names);
    }
}
