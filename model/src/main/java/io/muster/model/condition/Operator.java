package io.muster.model.condition;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The operators' names, in the order in which the notation writes them; a condition has each at most once. */
public enum Operator {
    IS,
    IS_NOT,
    IN,
    NOT_IN,
    EXISTS,
    LT,
    LTE,
    GT,
    GTE,
    BETWEEN,
    CONTAINS,
    NOT_CONTAINS,
    STARTS_WITH,
    ENDS_WITH,
    MATCHES,
    HAS_ANY,
    HAS_ALL,
    EMPTY,
    VERSION_IS,
    VERSION_LT,
    VERSION_LTE,
    VERSION_GT,
    VERSION_GTE,
    WITHIN,
    ANNIVERSARY;

    private static final Map<String, Operator> BY_NOTATION =
            Stream.of(values()).collect(Collectors.toMap(Operator::notation, Function.identity()));

    /** Its name in the language, such as {@code starts_with}. */
    public String notation() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The operator of that name in the language. */
    public static Optional<Operator> find(String notation) {
        return Optional.ofNullable(BY_NOTATION.get(notation));
    }

    /** The operator that the test applies. */
    public static Operator of(Test test) {
        return switch (test) {
            case Test.Is is -> IS;
            case Test.IsNot isNot -> IS_NOT;
            case Test.In in -> IN;
            case Test.NotIn notIn -> NOT_IN;
            case Test.Exists exists -> EXISTS;
            case Test.Compare compare -> valueOf(compare.order().name());
            case Test.Between between -> BETWEEN;
            case Test.TextMatch match -> valueOf(match.operator().name());
            case Test.Matches matches -> MATCHES;
            case Test.Has has -> has.all() ? HAS_ALL : HAS_ANY;
            case Test.Empty empty -> EMPTY;
            case Test.Version version -> valueOf("VERSION_" + version.order().name());
            case Test.Within within -> WITHIN;
            case Test.Anniversary anniversary -> ANNIVERSARY;
        };
    }
}
