package io.muster.engine.testing;

import io.muster.model.condition.Test;
import io.muster.model.condition.Test.Order;
import io.muster.model.condition.Test.TextOperator;
import io.muster.model.condition.Test.VersionOrder;
import io.muster.model.condition.Value;
import io.muster.model.condition.Window;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Operators with operands. */
final class RandomTests {

    private static final List<String> PATTERNS = List.of(
            "^a", "a$", "^$", ".", "[0-9]+", "å", "(a|b)+", "^.b", "\\d\\.", "\\bx\\b", "日", "[^a]", "\\\\", "^\\s");

    private final RandomValues values;

    RandomTests(RandomValues values) {
        this.values = values;
    }

    List<Test> some() {
        boolean ignoreCase = values.once(2);
        return oneOrTwo(() -> one(ignoreCase));
    }

    List<Test> ofCounts() {
        return oneOrTwo(() -> numeric(() -> new Value.Numeric(values.count())));
    }

    List<Test> ofNumbers() {
        return oneOrTwo(() -> numeric(() -> new Value.Numeric(values.number())));
    }

    /** Two only of different operators, as the language has it. */
    private List<Test> oneOrTwo(Supplier<Test> test) {
        Test first = test.get();
        Test second = test.get();
        boolean alike = first.getClass() == second.getClass()
                && !(first instanceof Test.Compare(Order order, var _)
                        && second instanceof Test.Compare(Order other, var _)
                        && order != other);
        return alike || values.once(2) ? List.of(first) : List.of(first, second);
    }

    Window.Resolved window() {
        Instant from = values.once(5) ? null : values.moment();
        Instant to = values.once(3) ? null : values.moment();
        return new Window.Resolved(from, to, values.zone());
    }

    private Test one(boolean ignoreCase) {
        return switch (values.below(18)) {
            case 0, 1, 2 -> equality(values::operand, ignoreCase);
            case 3 -> new Test.Exists(values.once(2));
            case 4, 5 -> numeric(() -> new Value.Numeric(values.number()));
            case 6 -> new Test.Compare(values.one(Order.values()), values.date());
            case 7 -> between(values::date);
            case 8, 9 -> new Test.TextMatch(values.one(TextOperator.values()), values.text(), ignoreCase);
            case 10 -> new Test.Matches(values.one(PATTERNS), ignoreCase);
            case 11, 12 -> new Test.Has(operands(), values.once(2));
            case 13 -> new Test.Empty(values.once(2));
            case 14 ->
                new Test.Version(
                        values.one(VersionOrder.values()), values.one("1.2", "1.10", "2", "0", "999999999.0.0.1"));
            case 15, 16 -> new Test.Anniversary(window());
            default -> new Test.Within(window());
        };
    }

    private Test numeric(Supplier<Value> operand) {
        return switch (values.below(8)) {
            case 0, 1, 2, 3 -> new Test.Compare(values.one(Order.values()), operand.get());
            case 4 -> between(operand);
            default -> equality(operand, false);
        };
    }

    private Test equality(Supplier<Value> operand, boolean ignoreCase) {
        return switch (values.below(4)) {
            case 0 -> new Test.Is(operand.get(), ignoreCase);
            case 1 -> new Test.IsNot(operand.get(), ignoreCase);
            case 2 -> new Test.In(list(size(), operand), ignoreCase);
            default -> new Test.NotIn(list(size(), operand), ignoreCase);
        };
    }

    /** Rarely so many that an engine may have another way for them. */
    private int size() {
        return values.once(10) ? 100 : values.below(4);
    }

    private static Test between(Supplier<Value> operand) {
        Value low = operand.get();
        Value high = operand.get();
        return low.getClass() == high.getClass() ? new Test.Between(low, high) : new Test.Compare(Order.LTE, low);
    }

    private List<Value> operands() {
        return list(
                values.below(3),
                () -> values.once(2)
                        ? new Value.Text(values.one("a", "5", "line\nbreak", "\u001f\"\\"))
                        : values.operand());
    }

    private static <T> List<T> list(int size, Supplier<T> one) {
        return IntStream.range(0, size).mapToObj(any -> one.get()).toList();
    }
}
