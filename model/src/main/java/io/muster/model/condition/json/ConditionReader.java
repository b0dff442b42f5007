package io.muster.model.condition.json;

import static io.muster.model.ErrorCode.INVALID_DEFINITION;

import io.muster.model.condition.Condition;
import io.muster.model.condition.MembershipChange;
import io.muster.model.condition.Window;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads conditions on profiles. */
final class ConditionReader {

    static final int MAX_PROFILES = 1_000;

    static final List<String> KINDS = List.of(
            "all",
            "any",
            "not",
            "attribute",
            "tag",
            "known",
            "identity",
            "segment",
            "profiles",
            "event",
            "sequence",
            "near",
            "quantile",
            "ever",
            "entered",
            "exited");

    private static final List<String> COMPANIONS = Stream.of(
                    OperatorReader.NAMES, EventReader.FIELDS, SequenceReader.FIELDS)
            .flatMap(List::stream)
            .toList();

    /** Stands where something was wrong; never seen, for the definition is refused. */
    private static final Condition REFUSED = new Condition.Any(List.of());

    private final Problems problems;
    private final KindReader kinds;
    private final Scalars scalars;
    private final OperatorReader operators;
    private final EventReader events;
    private final SequenceReader sequences;
    private final NearReader places;
    private final QuantileReader quantiles;
    private final WindowReader windows;

    ConditionReader(Problems problems) {
        this.problems = problems;
        this.kinds = new KindReader(problems, KINDS, COMPANIONS);
        this.scalars = new Scalars(problems);
        this.operators = OperatorReader.forValues(problems);
        this.events = new EventReader(problems, kinds);
        this.sequences = new SequenceReader(problems, kinds);
        this.places = new NearReader(problems, kinds);
        this.quantiles = new QuantileReader(problems, kinds, this::read);
        this.windows = new WindowReader(problems);
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
            case "sequence" -> sequences.read(condition, level).orElse(REFUSED);
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
            case "near" -> places.read(operand).orElse(REFUSED);
            case "quantile" -> quantiles.read(operand, level).orElse(REFUSED);
            case "profiles" -> profiles(operand);
            default -> logged(MembershipChange.valueOf(kind.toUpperCase(Locale.ROOT)), operand);
        };
    }

    private Condition logged(MembershipChange change, Located operand) {
        if (!operand.node().isObject()) {
            return problems.<Condition>wrongType(operand, "an object, such as {\"segment\": \"staff\"}")
                    .orElse(REFUSED);
        }
        kinds.refuseOthers(operand, List.of("segment", "within"));
        Optional<String> segment = name(operand.child("segment"), "a segment's id or key");
        @Nullable Window within = operand.find("within").flatMap(windows::read).orElse(null);
        return segment.<Condition>map(name -> new Condition.Logged(change, name, within))
                .orElse(REFUSED);
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
