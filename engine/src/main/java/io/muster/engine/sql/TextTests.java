package io.muster.engine.sql;

import static io.muster.engine.sql.EngineFunctions.cased;
import static org.jooq.impl.DSL.concat;
import static org.jooq.impl.DSL.val;

import io.muster.model.condition.Test;
import io.muster.model.condition.Test.TextOperator;
import io.muster.model.condition.Value;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;

/** Which texts satisfy a test, dates aside; {@link Formula#ALWAYS} is every text. */
final class TextTests {

    private static final String VERSION = "^[0-9]{1,9}([.][0-9]{1,9}){0,3}$";

    private TextTests() {}

    static Formula one(Field<String> text, Test test) {
        return switch (test) {
            case Test.Is(Value value, boolean ignoreCase) -> in(text, List.of(value), ignoreCase);
            case Test.In(List<Value> values, boolean ignoreCase) -> in(text, values, ignoreCase);
            case Test.IsNot(Value value, boolean ignoreCase) -> notIn(text, List.of(value), ignoreCase);
            case Test.NotIn(List<Value> values, boolean ignoreCase) -> notIn(text, values, ignoreCase);
            case Test.Exists(boolean exists) -> exists ? Formula.ALWAYS : Formula.NEVER;
            case Test.TextMatch(TextOperator operator, String part, boolean ignoreCase) ->
                Formula.atom(match(operator, text, part, ignoreCase));
            case Test.Matches(String pattern, boolean ignoreCase) ->
                Formula.atom(EngineFunctions.matches(text, pattern, ignoreCase));
            case Test.Version(Test.VersionOrder order, String version) -> version(text, order, version);
            case Test.Compare _, Test.Between _, Test.Within _, Test.Anniversary _ -> Formula.NEVER;
            case Test.Has _, Test.Empty _ -> Formula.NEVER;
        };
    }

    private static Formula in(Field<String> text, Collection<Value> values, boolean ignoreCase) {
        List<String> texts = texts(values);
        return texts.isEmpty() ? Formula.NEVER : Formula.atom(isIn(text, texts, ignoreCase));
    }

    private static Formula notIn(Field<String> text, Collection<Value> values, boolean ignoreCase) {
        List<String> texts = texts(values);
        if (texts.isEmpty()) {
            return Formula.ALWAYS;
        }
        return Formula.atom(
                texts.size() == 1
                        ? cased(text, ignoreCase).ne(cased(val(texts.getFirst()), ignoreCase))
                        : isIn(text, texts, ignoreCase).not());
    }

    private static Condition isIn(Field<String> text, List<String> texts, boolean ignoreCase) {
        if (texts.size() == 1) {
            return cased(text, ignoreCase).eq(cased(val(texts.getFirst()), ignoreCase));
        }
        return ignoreCase
                ? EngineFunctions.isInIgnoringCase(text, texts)
                : EngineFunctions.isIn(text, texts);
    }

    private static List<String> texts(Collection<Value> values) {
        return values.stream()
                .filter(Value.Text.class::isInstance)
                .map(value -> ((Value.Text) value).text())
                .toList();
    }

    private static Condition match(TextOperator operator, Field<String> text, String part, boolean ignoreCase) {
        Field<String> left = cased(text, ignoreCase);
        Field<String> right = cased(val(part), ignoreCase);
        return switch (operator) {
            case CONTAINS -> EngineFunctions.contains(left, right);
            case NOT_CONTAINS -> EngineFunctions.contains(left, right).not();
            case STARTS_WITH -> EngineFunctions.startsWith(left, right);
            case ENDS_WITH ->
                part.isEmpty()
                        ? text.isNotNull()
                        : EngineFunctions.endsWith(left, right, part.codePointCount(0, part.length()));
        };
    }

    private static Formula version(Field<String> text, Test.VersionOrder order, String version) {
        if (!version.matches(VERSION)) {
            return Formula.NEVER;
        }
        Field<String> left = concat(IntStream.rangeClosed(1, 4)
                .mapToObj(part -> EngineFunctions.versionPart(text, part))
                .toArray(Field<?>[]::new));
        Field<String> right = val(sortable(version));
        Condition compared =
                switch (order) {
                    case IS -> left.eq(right);
                    case LT -> left.lt(right);
                    case LTE -> left.le(right);
                    case GT -> left.gt(right);
                    case GTE -> left.ge(right);
                };
        return Formula.atom(EngineFunctions.matches(text, VERSION, false).and(compared));
    }

    private static String sortable(String version) {
        Stream<String> parts = Stream.concat(Stream.of(version.split("[.]")), Stream.generate(() -> ""));
        return parts.limit(4).map(part -> "0".repeat(9 - part.length()) + part).collect(Collectors.joining());
    }
}
