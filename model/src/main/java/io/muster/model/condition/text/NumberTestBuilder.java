package io.muster.model.condition.text;

import io.muster.model.condition.text.grammar.SegmentTextParser.BetweenNumbersContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.InNumbersContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.IsNumberContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.NotEqualNumberContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.NumberTestContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.NumberTestsContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.OrderNumberContext;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.TerminalNode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns a measure's comparisons with numbers into fields of its JSON object. */
final class NumberTestBuilder {

    private static final String TWICE = "the same comparison again; write another condition with and";

    private final Nodes nodes;

    NumberTestBuilder(Nodes nodes) {
        this.nodes = nodes;
    }

    void add(NumberTestsContext tests, ObjectNode measure) {
        tests.numberTest().forEach(test -> add(test, measure));
    }

    private void add(NumberTestContext test, ObjectNode measure) {
        switch (test) {
            case IsNumberContext is -> set(measure, is, is.NOT() == null ? "is" : "is_not", number(is.NUMBER()));
            case NotEqualNumberContext not -> set(measure, not, "is_not", number(not.NUMBER()));
            case InNumbersContext in -> {
                JsonNode list =
                        nodes.numbers(in.numbers().NUMBER(), in.numbers().getStart());
                set(measure, in, in.NOT() == null ? "in" : "not_in", list);
            }
            case OrderNumberContext order ->
                set(measure, order, TestBuilder.name(order.order()), number(order.NUMBER()));
            case BetweenNumbersContext between ->
                set(measure, between, "between", nodes.numbers(between.NUMBER(), between.getStart()));
            default -> throw Clauses.unread(test);
        }
    }

    private JsonNode number(TerminalNode number) {
        return nodes.number(number.getSymbol());
    }

    private void set(ObjectNode measure, ParserRuleContext test, String operator, JsonNode operand) {
        nodes.set(measure, operator, operand, test.getStart(), TWICE);
    }
}
