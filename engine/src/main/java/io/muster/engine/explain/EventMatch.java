package io.muster.engine.explain;

import io.muster.engine.Event;
import io.muster.model.condition.PropertyCondition;
import io.muster.model.condition.Window;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Whether an event is inside a resolved window and its properties satisfy a condition. */
record EventMatch(
        @Nullable PropertyCondition where, Window.@Nullable Resolved within, ZoneId zone)
        implements Predicate<Event> {

    @Override
    public boolean test(Event event) {
        return Windows.isInside(within, event.timeMillis()) && (where == null || holds(where, event));
    }

    private boolean holds(PropertyCondition condition, Event event) {
        return switch (condition) {
            case PropertyCondition.All(List<PropertyCondition> parts) ->
                parts.stream().allMatch(part -> holds(part, event));
            case PropertyCondition.Any(List<PropertyCondition> parts) ->
                parts.stream().anyMatch(part -> holds(part, event));
            case PropertyCondition.Not(PropertyCondition part) -> !holds(part, event);
            case PropertyCondition.Property(String name, var tests) ->
                new FactTests(
                                event.properties().containsKey(name),
                                event.properties().get(name),
                                zone)
                        .satisfiesAll(tests);
        };
    }
}
