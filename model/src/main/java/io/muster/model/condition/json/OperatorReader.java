package io.muster.model.condition.json;

import static io.muster.model.ErrorCode.INVALID_DEFINITION;
import static io.muster.model.ErrorCode.UNKNOWN_OPERATOR;
import static io.muster.model.ErrorCode.WRONG_TYPE;

import io.muster.model.condition.Operator;
import io.muster.model.condition.Test;
import io.muster.model.condition.Value;
import io.muster.model.condition.Window;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads the operators of an attribute's, a property's or a measure's object. */
final class OperatorReader {

    static final String HAS = "has";
    static final String IGNORE_CASE = "ignore_case";

    /** Every operator's name in the notation. */
    static final List<String> NAMES = Stream.concat(
                    Stream.of(Operator.values()).map(Operator::notation),
                    Stream.of(HAS, WindowReader.BEFORE, WindowReader.AFTER, IGNORE_CASE))
            .toList();

    private static final Set<Operator> ORDERED =
            EnumSet.of(Operator.LT, Operator.LTE, Operator.GT, Operator.GTE, Operator.BETWEEN);
    private static final Set<Operator> EQUAL = EnumSet.of(Operator.IS, Operator.IS_NOT, Operator.IN, Operator.NOT_IN);
    private static final Set<Operator> TEXTUAL = EnumSet.of(
            Operator.CONTAINS, Operator.NOT_CONTAINS, Operator.STARTS_WITH, Operator.ENDS_WITH, Operator.MATCHES);
    private static final Pattern VERSION = Pattern.compile("\\d{1,9}(\\.\\d{1,9}){0,3}");

    private final Problems problems;
    private final Scalars scalars;
    private final OperandReader operands;
    private final PatternReader patterns;
    private final WindowReader windows;
    private final List<String> legal;

    private OperatorReader(Problems problems, boolean numbersOnly, List<String> legal) {
        this.problems = problems;
        this.scalars = new Scalars(problems);
        this.operands = new OperandReader(problems, numbersOnly);
        this.patterns = new PatternReader(problems);
        this.windows = new WindowReader(problems);
        this.legal = legal;
    }

    /** Every operator, for a value of any type. */
    static OperatorReader forValues(Problems problems) {
        return new OperatorReader(problems, false, NAMES);
    }

    /** The operators that compare with numbers, for a measure. */
    static OperatorReader forMeasures(Problems problems) {
        Stream<Operator> operators = Stream.concat(EQUAL.stream(), ORDERED.stream());
        return new OperatorReader(
                problems, true, operators.map(Operator::notation).toList());
    }

    /** An object's tests, and the window that its {@code after} and {@code before} stand for. */
    record Operators(List<Test> tests, Optional<Window> bounds) {

        /** Lists of tests that must all hold of the value: one list, unless there are two windows. None, if all was wrong. */
        List<List<Test>> parts() {
            List<Test> second = bounds.<Test>map(Test.Within::new).stream().toList();
            if (tests.stream().anyMatch(Test.Within.class::isInstance) && !second.isEmpty()) {
                return List.of(tests, second);
            }
            List<Test> all = Stream.concat(tests.stream(), second.stream()).toList();
            return all.isEmpty() ? List.of() : List.of(all);
        }
    }

    /** The operators of the object, in which the fields {@code own} are none; those that are wrong are left out. */
    Operators read(Located object, Set<String> own) {
        List<String> names = object.node().propertyNames().stream()
                .filter(name -> !own.contains(name))
                .toList();
        boolean ignoreCase = ignoreCase(object, names);
        List<Test> tests = new ArrayList<>();
        for (String name : names) {
            if (!legal.contains(name)) {
                problems.unknown(object.at(), name, UNKNOWN_OPERATOR, legal);
            } else {
                Operator.find(name)
                        .flatMap(operator -> read(operator, object.child(name), ignoreCase))
                        .ifPresent(tests::add);
            }
        }
        object.find(HAS).filter(has -> legal.contains(HAS)).ifPresent(has -> addHas(has, tests));
        if (names.stream().allMatch(IGNORE_CASE::equals)) {
            problems.add(
                    object.at(), INVALID_DEFINITION, "an operator is missing; one of: " + String.join(", ", legal));
        }
        return new Operators(tests, legal.contains(HAS) ? windows.bounds(object) : Optional.empty());
    }

    private boolean ignoreCase(Located object, List<String> names) {
        if (!names.contains(IGNORE_CASE) || !legal.contains(IGNORE_CASE)) {
            return false;
        }
        boolean applies = names.stream()
                .flatMap(name -> Operator.find(name).stream())
                .anyMatch(operator -> EQUAL.contains(operator) || TEXTUAL.contains(operator));
        if (!applies && names.size() > 1) {
            problems.add(
                    object.at().child(IGNORE_CASE),
                    INVALID_DEFINITION,
                    "ignore_case goes with is, is_not, in, not_in, contains, not_contains, starts_with, ends_with and"
                            + " matches only");
        }
        return scalars.bool(object.child(IGNORE_CASE)).orElse(false);
    }

    private Optional<Test> read(Operator operator, Located operand, boolean ignoreCase) {
        return switch (operator) {
            case IS -> operands.scalar(operand).map(value -> new Test.Is(value, ignoreCase));
            case IS_NOT -> operands.scalar(operand).map(value -> new Test.IsNot(value, ignoreCase));
            case IN -> operands.list(operand).map(values -> new Test.In(values, ignoreCase));
            case NOT_IN -> operands.list(operand).map(values -> new Test.NotIn(values, ignoreCase));
            case EXISTS -> scalars.bool(operand).map(Test.Exists::new);
            case LT, LTE, GT, GTE -> {
                Test.Order order = Test.Order.valueOf(operator.name());
                yield operands.ordered(operand).map(value -> new Test.Compare(order, value));
            }
            case BETWEEN -> operands.between(operand);
            case CONTAINS, NOT_CONTAINS, STARTS_WITH, ENDS_WITH -> {
                Test.TextOperator part = Test.TextOperator.valueOf(operator.name());
                yield scalars.text(operand, "a text").map(text -> new Test.TextMatch(part, text, ignoreCase));
            }
            case MATCHES -> patterns.pattern(operand).map(pattern -> new Test.Matches(pattern, ignoreCase));
            case HAS_ANY -> operands.list(operand).map(values -> new Test.Has(values, false));
            case HAS_ALL -> operands.list(operand).map(values -> new Test.Has(values, true));
            case EMPTY -> scalars.bool(operand).map(Test.Empty::new);
            case VERSION_IS, VERSION_LT, VERSION_LTE, VERSION_GT, VERSION_GTE -> version(operator, operand);
            case WITHIN -> windows.read(operand).map(Test.Within::new);
            case ANNIVERSARY -> windows.read(operand).map(Test.Anniversary::new);
        };
    }

    private Optional<Test> version(Operator operator, Located operand) {
        String expected = "a version as a text: one to four numbers with dots between, such as \"10.2.1\"";
        Optional<String> version = scalars.text(operand, expected);
        if (version.isPresent() && !VERSION.matcher(version.get()).matches()) {
            return problems.refuse(operand, WRONG_TYPE, "found " + operand.found() + ", but this must be " + expected);
        }
        String order = operator.name().substring("VERSION_".length());
        return version.map(text -> new Test.Version(Test.VersionOrder.valueOf(order), text));
    }

    /** To have one value and to have all of some is to have them all. */
    private void addHas(Located has, List<Test> tests) {
        Optional<Value> element = operands.scalar(has);
        if (element.isEmpty()) {
            return;
        }
        List<Value> all = new ArrayList<>(List.of(element.get()));
        for (Test test : List.copyOf(tests)) {
            if (test instanceof Test.Has(var values, boolean every) && every) {
                all.addAll(values);
                tests.remove(test);
            }
        }
        tests.add(new Test.Has(all, true));
    }
}
