package io.muster.model.condition;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** Random operators with random operands. */
final class RandomTests {

    private static final Set<Operator> OF_NUMBERS = EnumSet.of(
            Operator.IS,
            Operator.IS_NOT,
            Operator.IN,
            Operator.NOT_IN,
            Operator.LT,
            Operator.LTE,
            Operator.GT,
            Operator.GTE,
            Operator.BETWEEN);

    private static final List<String> PATTERNS = List.of("", "^S", "[a-f]+\\d{2,3}$", "(?:E|e)$", "\\pL", ".");
    private static final List<String> VERSIONS = List.of("1", "10.2", "10.2.1", "0.0.0.999999999", "007");

    private final Random random;
    private final Vocabulary words;
    private final RandomWindows windows;

    RandomTests(Random random, Vocabulary words, RandomWindows windows) {
        this.random = random;
        this.words = words;
        this.windows = windows;
    }

    /** Mostly one operator, sometimes several. */
    List<Test> next() {
        return several(EnumSet.allOf(Operator.class), this::scalar, this::ordered);
    }

    List<Test> ofNumbers() {
        return several(OF_NUMBERS, this::number, this::number);
    }

    private List<Test> several(Set<Operator> operators, Supplier<Value> equal, Supplier<Value> ordered) {
        List<Operator> legal = List.copyOf(operators);
        Set<Operator> chosen = EnumSet.noneOf(Operator.class);
        int size = random.nextInt(4) == 0 ? 3 : 1;
        for (int i = 0; i < size; i++) {
            chosen.add(legal.get(random.nextInt(legal.size())));
        }
        boolean ignoreCase = random.nextInt(3) == 0;
        return chosen.stream()
                .map(operator -> test(operator, ignoreCase, equal, ordered))
                .toList();
    }

    private Test test(Operator operator, boolean ignoreCase, Supplier<Value> equal, Supplier<Value> ordered) {
        return switch (operator) {
            case IS -> new Test.Is(equal.get(), ignoreCase);
            case IS_NOT -> new Test.IsNot(equal.get(), ignoreCase);
            case IN -> new Test.In(list(equal), ignoreCase);
            case NOT_IN -> new Test.NotIn(list(equal), ignoreCase);
            case EXISTS -> new Test.Exists(random.nextBoolean());
            case LT, LTE, GT, GTE -> new Test.Compare(Test.Order.valueOf(operator.name()), ordered.get());
            case BETWEEN -> between(ordered);
            case CONTAINS, NOT_CONTAINS, STARTS_WITH, ENDS_WITH ->
                new Test.TextMatch(Test.TextOperator.valueOf(operator.name()), pick(words.texts()), ignoreCase);
            case MATCHES -> new Test.Matches(pick(PATTERNS), ignoreCase);
            case HAS_ANY -> new Test.Has(list(equal), false);
            case HAS_ALL -> new Test.Has(list(equal), true);
            case EMPTY -> new Test.Empty(random.nextBoolean());
            case VERSION_IS, VERSION_LT, VERSION_LTE, VERSION_GT, VERSION_GTE ->
                new Test.Version(Test.VersionOrder.valueOf(operator.name().substring(8)), pick(VERSIONS));
            case WITHIN -> new Test.Within(windows.next());
            case ANNIVERSARY -> new Test.Anniversary(windows.next());
        };
    }

    private Test between(Supplier<Value> ends) {
        Value low = ends.get();
        Value high = ends.get();
        while (low.getClass() != high.getClass()) {
            high = ends.get();
        }
        return compare(low, high) > 0 ? new Test.Between(high, low) : new Test.Between(low, high);
    }

    private static int compare(Value low, Value high) {
        if (low instanceof Value.Numeric(var left) && high instanceof Value.Numeric(var right)) {
            return left.compareTo(right);
        }
        return RandomWindows.start(low).compareTo(RandomWindows.start(high));
    }

    private List<Value> list(Supplier<Value> values) {
        List<Value> list = new ArrayList<>();
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            list.add(values.get());
        }
        return list;
    }

    private Value scalar() {
        return switch (random.nextInt(5)) {
            case 0 -> number();
            case 1 -> random.nextInt(3) == 0 ? new Value.Null() : new Value.Bool(random.nextBoolean());
            default -> new Value.Text(pick(words.texts()));
        };
    }

    private Value ordered() {
        return random.nextBoolean() ? number() : windows.pointInTime();
    }

    private Value number() {
        return new Value.Numeric(pick(words.numbers()));
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
