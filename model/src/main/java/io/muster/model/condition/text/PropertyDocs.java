package io.muster.model.condition.text;

import static io.muster.model.condition.text.Doc.row;
import static io.muster.model.condition.text.Doc.word;

import io.muster.model.condition.PropertyCondition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions on properties as text. */
final class PropertyDocs {

    private PropertyDocs() {}

    /** {@code where} and the condition, after a space; nothing for none. */
    static List<Doc> where(@Nullable PropertyCondition where) {
        return where == null ? List.of() : List.of(row(word(" where "), operand(where)));
    }

    private static Doc chain(PropertyCondition condition) {
        return switch (condition) {
            case PropertyCondition.All(var parts)
            when parts.size() > 1 ->
                Chains.all(parts.stream().map(PropertyDocs::operand).toList());
            case PropertyCondition.Any(var parts)
            when parts.size() > 1 ->
                Chains.any(parts.stream().map(PropertyDocs::alternative).toList());
            default -> operand(condition);
        };
    }

    private static Doc alternative(PropertyCondition condition) {
        return condition instanceof PropertyCondition.All(var parts) && parts.size() > 1
                ? Chains.parenthesizedIfBroken(chain(condition))
                : operand(condition);
    }

    private static Doc operand(PropertyCondition condition) {
        return switch (condition) {
            case PropertyCondition.All(var parts) when parts.size() > 1 -> Doc.parenthesized(chain(condition));
            case PropertyCondition.Any(var parts) when parts.size() > 1 -> Doc.parenthesized(chain(condition));
            case PropertyCondition.All(var parts) -> row(word("all of "), listed(parts));
            case PropertyCondition.Any(var parts) -> row(word("any of "), listed(parts));
            case PropertyCondition.Not(var negated) -> row(word("not "), operand(negated));
            case PropertyCondition.Property(var name, var tests) ->
                row(word(Names.text(name) + " "), TestDocs.tests(tests));
        };
    }

    private static Doc listed(List<PropertyCondition> parts) {
        return parts.isEmpty() ? word("()") : Doc.parenthesized(chain(parts.getFirst()));
    }
}
