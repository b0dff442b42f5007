package io.muster.server.preview;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.EvaluationScope;
import io.muster.engine.ExportColumn;
import io.muster.engine.FieldType;
import io.muster.model.Pointer;
import io.muster.model.condition.Condition;
import io.muster.model.condition.Conditions;
import io.muster.model.condition.EventPattern;
import io.muster.model.condition.Figure;
import io.muster.model.condition.Measure;
import io.muster.model.condition.PropertyCondition;
import io.muster.model.condition.Ranking;
import io.muster.model.condition.Step;
import io.muster.model.condition.Test;
import io.muster.model.condition.Value;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells what is legal in a definition but probably not meant, given the data. For one thread. */
final class DefinitionWarnings {

    /** Warnings that one answer has at most. */
    private static final int MOST = 100;

    private static final List<Test> NUMBER = List.of(new Test.Compare(Test.Order.GTE, Value.Numeric.of(0)));

    private final EngineSnapshot snapshot;
    private final Deadline deadline;
    private final List<Warning> warnings = new ArrayList<>();

    DefinitionWarnings(EngineSnapshot snapshot, Deadline deadline) {
        this.snapshot = snapshot;
        this.deadline = deadline;
    }

    /** Something that is legal, but probably not meant. */
    record Warning(String code, String pointer, String detail) {}

    List<Warning> of(Condition definition) {
        Conditions.walk(definition, this::condition);
        return List.copyOf(warnings.subList(0, Math.min(warnings.size(), MOST)));
    }

    private void condition(Pointer at, Condition condition) {
        switch (condition) {
            case Condition.Attribute(var name, var tests) ->
                types(at.child("attribute"), "attribute", name, null, tests);
            case Condition.Event event -> event(at, event);
            case Condition.Sequence sequence -> steps(at.child("sequence"), sequence.steps());
            case Condition.Quantile quantile -> ranking(at.child("quantile").child("by"), quantile.by());
            case Condition.Near ignored -> {
                types(at.child("near"), "attribute", Condition.Near.LAT, null, NUMBER);
                types(at.child("near"), "attribute", Condition.Near.LON, null, NUMBER);
            }
            case Condition.Logged ignored -> {}
            case Condition.All ignored -> {}
            case Condition.Any ignored -> {}
            case Condition.Not ignored -> {}
            case Condition.Tag tag -> tag(at, tag);
            case Condition.Known ignored -> {}
            case Condition.Identity(String keyspace) -> identity(at, keyspace);
            case Condition.InSegment ignored -> {}
            case Condition.Profiles ignored -> {}
        }
    }

    private void tag(Pointer at, Condition.Tag tag) {
        EvaluationScope anywhere = new EvaluationScope(ZoneOffset.UTC);
        if (snapshot.select(tag, anywhere, deadline).isEmpty()) {
            warnings.add(new Warning(
                    "never_seen", at.child("tag").toString(), "No profile bears the tag \"" + tag.name() + "\"."));
        }
    }

    private void identity(Pointer at, String keyspace) {
        if (snapshot.columnType(new ExportColumn.Identity(keyspace)).isEmpty()) {
            warnings.add(new Warning(
                    "never_seen",
                    at.child("identity").toString(),
                    "No profile has ever had a key in the keyspace \"" + keyspace + "\"."));
        }
    }

    private void event(Pointer at, Condition.Event event) {
        if (pattern(at, new EventPattern(event.name(), event.where()))
                && event.measure() instanceof Measure.Aggregate(var function, var property, var tests)) {
            aggregate(at, event.name(), function, property);
        }
    }

    private void steps(Pointer at, List<Step> steps) {
        int place = 0;
        for (Step step : steps) {
            for (EventPattern forbidden : step.without()) {
                pattern(at.child(place++).child("not"), forbidden);
            }
            pattern(at.child(place++), step.event());
        }
    }

    private void ranking(Pointer at, Ranking by) {
        switch (by) {
            case Ranking.OfAttribute(var name) -> {
                if (snapshot.types(name, null, EnumSet.allOf(FieldType.class), deadline)
                        .isEmpty()) {
                    neverSeen(at.child("attribute"), "attribute", name);
                }
            }
            case Ranking.OfEvents(var event, var within, var figure) -> {
                if (pattern(at, event) && figure instanceof Figure.Aggregate(var function, var property)) {
                    aggregate(at, event.name(), function, property);
                }
            }
        }
    }

    /** Whether such events were ever seen. */
    private boolean pattern(Pointer at, EventPattern pattern) {
        if (!snapshot.hasEvent(pattern.name())) {
            neverSeen(at.child("event"), "event", pattern.name());
            return false;
        }
        if (pattern.where() != null) {
            property(at.child("where"), pattern.name(), pattern.where());
        }
        return true;
    }

    private void aggregate(Pointer at, String event, Measure.Function function, String property) {
        Pointer measure = at.child(function.name().toLowerCase(Locale.ROOT)).child("property");
        if (snapshot.types(property, event, EnumSet.allOf(FieldType.class), deadline)
                .isEmpty()) {
            neverSeen(measure, "property", property);
        }
    }

    private void property(Pointer at, String event, PropertyCondition condition) {
        switch (condition) {
            case PropertyCondition.All(var inner) -> properties(at.child("all"), event, inner);
            case PropertyCondition.Any(var inner) -> properties(at.child("any"), event, inner);
            case PropertyCondition.Not(var inner) -> property(at.child("not"), event, inner);
            case PropertyCondition.Property(var name, var tests) ->
                types(at.child("property"), "property", name, event, tests);
        }
    }

    private void properties(Pointer at, String event, List<PropertyCondition> conditions) {
        for (int i = 0; i < conditions.size(); i++) {
            property(at.child(i), event, conditions.get(i));
        }
    }

    private void types(Pointer at, String kind, String name, @Nullable String event, List<Test> tests) {
        Set<FieldType> wanted = EnumSet.allOf(FieldType.class);
        tests.forEach(test -> wanted.retainAll(typesOf(test)));
        Map<FieldType, Long> seen = snapshot.types(name, event, wanted, deadline);
        if (seen.isEmpty()) {
            neverSeen(at, kind, name);
            return;
        }
        long passedOver = seen.entrySet().stream()
                .filter(entry -> !wanted.contains(entry.getKey()))
                .mapToLong(Map.Entry::getValue)
                .sum();
        if (passedOver > 0) {
            String others = seen.entrySet().stream()
                    .filter(entry -> !wanted.contains(entry.getKey()))
                    .map(entry -> entry.getValue() + " " + entry.getKey().name().toLowerCase(Locale.ROOT))
                    .sorted()
                    .collect(Collectors.joining(", "));
            warnings.add(new Warning(
                    "other_type",
                    at.toString(),
                    (passedOver == 1 ? "1 value of \"" : passedOver + " values of \"") + name
                            + (passedOver == 1 ? "\" is" : "\" are") + " of another type than the operator's ("
                            + others + ") and never match."));
        }
    }

    private static Set<FieldType> typesOf(Test test) {
        return switch (test) {
            case Test.Is(var value, var ignored) -> typesOf(List.of(value));
            case Test.In(var values, var ignored) -> typesOf(values);
            case Test.IsNot ignored -> EnumSet.allOf(FieldType.class);
            case Test.NotIn ignored -> EnumSet.allOf(FieldType.class);
            case Test.Exists ignored -> EnumSet.allOf(FieldType.class);
            case Test.Compare(var order, var value) -> typesOf(List.of(value));
            case Test.Between(var low, var high) -> typesOf(List.of(low));
            case Test.TextMatch ignored -> texts();
            case Test.Matches ignored -> texts();
            case Test.Version ignored -> texts();
            case Test.Has ignored -> EnumSet.of(FieldType.LIST);
            case Test.Empty ignored -> EnumSet.of(FieldType.LIST);
            case Test.Within ignored -> EnumSet.of(FieldType.DATE);
            case Test.Anniversary ignored -> EnumSet.of(FieldType.DATE);
        };
    }

    private static Set<FieldType> typesOf(List<Value> values) {
        Set<FieldType> types = EnumSet.noneOf(FieldType.class);
        for (Value value : values) {
            types.addAll(
                    switch (value) {
                        case Value.Text ignored -> texts();
                        case Value.Numeric ignored -> EnumSet.of(FieldType.NUMBER);
                        case Value.Bool ignored -> EnumSet.of(FieldType.BOOLEAN);
                        case Value.Null ignored -> EnumSet.allOf(FieldType.class);
                        case Value.Moment ignored -> EnumSet.of(FieldType.DATE);
                        case Value.Day ignored -> EnumSet.of(FieldType.DATE);
                    });
        }
        return types;
    }

    /** Dates are texts too. */
    private static Set<FieldType> texts() {
        return EnumSet.of(FieldType.TEXT, FieldType.DATE);
    }

    private void neverSeen(Pointer at, String kind, String name) {
        warnings.add(new Warning(
                "never_seen", at.toString(), "No " + kind + " \"" + name + "\" has ever been seen in this project."));
    }
}
