package io.muster.model.condition.json;

import io.muster.model.condition.PropertyCondition;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads conditions on an event's properties. */
final class PropertyConditionReader {

    private static final List<String> KINDS = List.of("all", "any", "not", "property");

    /** Stands where something was wrong; never seen, for the definition is refused. */
    private static final PropertyCondition REFUSED = new PropertyCondition.Any(List.of());

    private final KindReader kinds;
    private final Scalars scalars;
    private final OperatorReader operators;

    PropertyConditionReader(Problems problems) {
        this.kinds = new KindReader(problems, KINDS, OperatorReader.NAMES);
        this.scalars = new Scalars(problems);
        this.operators = OperatorReader.forValues(problems);
    }

    PropertyCondition read(Located condition, int level) {
        Optional<String> kind = kinds.kind(condition, level);
        if (kind.isEmpty()) {
            return REFUSED;
        }
        if (kind.get().equals("property")) {
            return property(condition);
        }
        kinds.refuseOthers(condition, List.of(kind.get()));
        Located inner = condition.child(kind.get());
        return switch (kind.get()) {
            case "all" -> new PropertyCondition.All(kinds.list(inner, child -> read(child, level + 1)));
            case "any" -> new PropertyCondition.Any(kinds.list(inner, child -> read(child, level + 1)));
            default -> new PropertyCondition.Not(read(inner, level + 1));
        };
    }

    private PropertyCondition property(Located condition) {
        Optional<String> name = scalars.name(condition.child("property"), "a property's name");
        OperatorReader.Operators read = operators.read(condition, Set.of("property"));
        if (name.isEmpty()) {
            return REFUSED;
        }
        List<PropertyCondition> parts = read.parts().stream()
                .<PropertyCondition>map(tests -> new PropertyCondition.Property(name.get(), tests))
                .toList();
        return parts.size() == 1 ? parts.getFirst() : new PropertyCondition.All(parts);
    }
}
