package io.muster.model.condition.json;

import io.muster.model.condition.Condition;
import io.muster.model.condition.Durations;
import io.muster.model.condition.EventPattern;
import io.muster.model.condition.Gap;
import io.muster.model.condition.Step;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes sequences: what a step forbids stands before it in the list. */
final class SequenceWriter {

    private SequenceWriter() {}

    static void write(ObjectNode object, Condition.Sequence sequence) {
        ArrayNode list = object.putArray("sequence");
        for (Step step : sequence.steps()) {
            for (EventPattern forbidden : step.without()) {
                ConditionWriter.pattern(list.addObject().putObject("not"), forbidden);
            }
            ObjectNode event = ConditionWriter.pattern(list.addObject(), step.event());
            @Nullable Gap after = step.after();
            if (after != null) {
                ObjectNode gap = event.putObject("after");
                duration(gap, "min", after.min());
                duration(gap, "max", after.max());
            }
        }
        duration(object, "span", sequence.span());
        ConditionWriter.within(object, sequence.within());
    }

    private static void duration(ObjectNode object, String name, @Nullable Duration duration) {
        if (duration != null) {
            object.put(name, Durations.text(duration));
        }
    }
}
