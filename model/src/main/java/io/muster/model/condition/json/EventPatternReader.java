package io.muster.model.condition.json;

import io.muster.model.condition.EventPattern;
import io.muster.model.condition.PropertyCondition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads which events are meant: {@code event} and {@code where}. */
final class EventPatternReader {

    private final Problems problems;
    private final KindReader kinds;
    private final Scalars scalars;
    private final PropertyConditionReader properties;

    EventPatternReader(Problems problems, KindReader kinds) {
        this.problems = problems;
        this.kinds = kinds;
        this.scalars = new Scalars(problems);
        this.properties = new PropertyConditionReader(problems);
    }

    /**
     * The events meant; empty where that is not said.
     *
     * @param fields what the object may have
     */
    Optional<EventPattern> read(Located object, List<String> fields, int level) {
        if (!object.node().isObject()) {
            return problems.wrongType(
                    object, "an object that names an event, such as {\"event\": \"Order Completed\"}");
        }
        kinds.refuseOthers(object, fields);
        Optional<String> name = scalars.name(object.child("event"), "an event's name, a text that is not empty");
        @Nullable
        PropertyCondition where = object.find("where")
                .map(found -> properties.read(found, level + 1))
                .orElse(null);
        return name.map(text -> new EventPattern(text, where));
    }
}
