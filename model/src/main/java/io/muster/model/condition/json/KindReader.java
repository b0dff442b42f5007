package io.muster.model.condition.json;

import static io.muster.model.ErrorCode.INVALID_DEFINITION;
import static io.muster.model.ErrorCode.TOO_DEEP;
import static io.muster.model.ErrorCode.UNKNOWN_FIELD;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What conditions on profiles and on properties share: objects told apart by one of their fields, inside one another. */
final class KindReader {

    private final Problems problems;
    private final List<String> kinds;
    private final Collection<String> companions;

    /** {@code companions} are fields that are right in a condition of some kind, and wrong only without it. */
    KindReader(Problems problems, List<String> kinds, Collection<String> companions) {
        this.problems = problems;
        this.kinds = kinds;
        this.companions = companions;
    }

    /** The field that says what the object is; empty, with the errors added, where it is not one such object. */
    Optional<String> kind(Located condition, int level) {
        if (level > ConditionParser.MAX_DEPTH) {
            String detail = "conditions are nested more than " + ConditionParser.MAX_DEPTH + " levels deep";
            return problems.refuse(condition, TOO_DEEP, detail);
        }
        if (!condition.node().isObject()) {
            return problems.wrongType(condition, "a condition, an object with one of: " + String.join(", ", kinds));
        }
        Collection<String> names = condition.node().propertyNames();
        List<String> present = names.stream().filter(kinds::contains).toList();
        if (present.size() == 1) {
            return Optional.of(present.getFirst());
        }
        if (present.size() > 1) {
            String detail = String.join(" and ", present)
                    + " in one condition; put each in an object of its own, inside" + " all or any";
            return problems.refuse(condition, INVALID_DEFINITION, detail);
        }
        refuseKindless(condition, names);
        return Optional.empty();
    }

    private void refuseKindless(Located condition, Collection<String> names) {
        List<String> unknown =
                names.stream().filter(name -> !companions.contains(name)).toList();
        for (String name : unknown) {
            problems.unknown(condition.at(), name, UNKNOWN_FIELD, kinds);
        }
        if (unknown.isEmpty()) {
            String found = names.isEmpty() ? "an empty object" : String.join(", ", names);
            String detail = "found " + found + "; a condition needs one of: " + String.join(", ", kinds);
            problems.add(condition.at(), INVALID_DEFINITION, detail);
        }
    }

    void refuseOthers(Located condition, List<String> legal) {
        for (String name : condition.node().propertyNames()) {
            if (!legal.contains(name)) {
                problems.unknown(condition.at(), name, UNKNOWN_FIELD, legal);
            }
        }
    }

    <C> List<C> list(Located conditions, Function<Located, C> reader) {
        if (!conditions.node().isArray()) {
            return problems.<List<C>>wrongType(conditions, "a list of conditions")
                    .orElse(List.of());
        }
        List<C> read = new ArrayList<>();
        for (Located element : conditions.elements()) {
            read.add(reader.apply(element));
        }
        return read;
    }
}
