package io.muster.model.condition.json;

import static io.muster.model.ErrorCode.INVALID_DEFINITION;

import io.muster.model.condition.Condition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads conditions on profiles. */
final class ConditionReader {

    static final int MAX_PROFILES = 1_000;

    private static final List<String> KINDS =
            List.of("all", "any", "not", "attribute", "tag", "known", "identity", "segment", "profiles", "event");

    private static final List<String> COMPANIONS = Stream.concat(
                    OperatorReader.NAMES.stream(), EventReader.FIELDS.stream())
            .toList();

    /** Stands where something was wrong; never seen, for the definition is refused. */
    private static final Condition REFUSED = new Condition.Any(List.of());

    private final Problems problems;
    private final KindReader kinds;
    private final Scalars scalars;
    private final OperatorReader operators;
    private final EventReader events;

    ConditionReader(Problems problems) {
        this.problems = problems;
        this.kinds = new KindReader(problems, KINDS, COMPANIONS);
        this.scalars = new Scalars(problems);
        this.operators = OperatorReader.forValues(problems);
        this.events = new EventReader(problems, kinds);
    }

    Condition read(Located definition) {
        return read(definition, 1);
    }

    private Condition read(Located condition, int level) {
        Optional<String> kind = kinds.kind(condition, level);
        if (kind.isEmpty()) {
            return REFUSED;
        }
        return switch (kind.get()) {
            case "attribute" -> attribute(condition);
            case "event" -> events.read(condition, level).orElse(REFUSED);
            default -> {
                kinds.refuseOthers(condition, List.of(kind.get()));
                yield read(kind.get(), condition.child(kind.get()), level);
            }
        };
    }

    private Condition read(String kind, Located operand, int level) {
        return switch (kind) {
            case "all" -> new Condition.All(kinds.list(operand, child -> read(child, level + 1)));
            case "any" -> new Condition.Any(kinds.list(operand, child -> read(child, level + 1)));
            case "not" -> new Condition.Not(read(operand, level + 1));
            case "known" ->
                scalars.bool(operand).<Condition>map(Condition.Known::new).orElse(REFUSED);
            case "tag" ->
                name(operand, "a tag").<Condition>map(Condition.Tag::new).orElse(REFUSED);
            case "identity" ->
                name(operand, "a keyspace, such as \"email\"")
                        .<Condition>map(Condition.Identity::new)
                        .orElse(REFUSED);
            case "segment" ->
                name(operand, "a segment's id or key")
                        .<Condition>map(Condition.InSegment::new)
                        .orElse(REFUSED);
            default -> profiles(operand);
        };
    }

    private Optional<String> name(Located value, String expected) {
        return scalars.name(value, expected + ", a text that is not empty");
    }

    private Condition attribute(Located condition) {
        Optional<String> name = name(condition.child("attribute"), "an attribute's name");
        OperatorReader.Operators read = operators.read(condition, Set.of("attribute"));
        if (name.isEmpty()) {
            return REFUSED;
        }
        List<Condition> parts = read.parts().stream()
                .<Condition>map(tests -> new Condition.Attribute(name.get(), tests))
                .toList();
        return parts.size() == 1 ? parts.getFirst() : new Condition.All(parts);
    }

    private Condition profiles(Located ids) {
        if (!ids.node().isArray()) {
            return problems.<Condition>wrongType(ids, "a list of profile ids").orElse(REFUSED);
        }
        if (ids.node().size() > MAX_PROFILES) {
            String detail = "the list has " + ids.node().size() + " ids; at most " + MAX_PROFILES
                    + " are allowed, more belong in a static segment";
            problems.add(ids.at(), INVALID_DEFINITION, detail);
            return REFUSED;
        }
        return new Condition.Profiles(ids.elements().stream()
                .flatMap(id -> name(id, "a profile's id").stream())
                .toList());
    }
}
