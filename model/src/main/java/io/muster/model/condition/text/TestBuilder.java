package io.muster.model.condition.text;

import io.muster.model.condition.text.grammar.SegmentTextParser;
import io.muster.model.condition.text.grammar.SegmentTextParser.AnniversaryTestContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.BetweenTestContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.ContainsTestContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.EmptyTestContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.ExistsTestContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.HasListTestContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.HasTestContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.InTestContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.IsTestContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.MatchesTestContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.MissingTestContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.NotEqualTestContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.OrderContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.OrderTestContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.StartsOrEndsTestContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.TestContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.TestsContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.ValueContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.VersionTestContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.WindowTestContext;
import org.antlr.v4.runtime.ParserRuleContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns the operators of an attribute or a property into fields of its JSON object. */
final class TestBuilder {

    private static final String TWICE = "the same operator again; write another condition with and";

    private final Nodes nodes;
    private final WindowBuilder windows;

    TestBuilder(Nodes nodes) {
        this.nodes = nodes;
        this.windows = new WindowBuilder(nodes);
    }

    void add(TestsContext tests, ObjectNode object) {
        tests.test().forEach(test -> add(test, object));
        if (tests.CASE() != null) {
            object.put("ignore_case", true);
        }
    }

    private void add(TestContext test, ObjectNode object) {
        switch (test) {
            case IsTestContext is -> set(object, is, is.NOT() == null ? "is" : "is_not", value(is.value()));
            case NotEqualTestContext not -> set(object, not, "is_not", value(not.value()));
            case EmptyTestContext empty -> set(object, empty, "empty", nodes.bool(empty.NOT() == null));
            case MissingTestContext missing -> set(object, missing, "exists", nodes.bool(missing.NOT() != null));
            case ExistsTestContext exists -> set(object, exists, "exists", nodes.bool(true));
            case InTestContext in -> set(object, in, in.NOT() == null ? "in" : "not_in", nodes.list(in.list()));
            case HasTestContext has -> set(object, has, "has", value(has.value()));
            case HasListTestContext has -> hasList(object, has);
            case AnniversaryTestContext anniversary ->
                set(object, anniversary, "anniversary", windows.window(anniversary.window()));
            case WindowTestContext within -> windows.addTest(within.window(), object, TWICE);
            default -> addComparison(test, object);
        }
    }

    private void addComparison(TestContext test, ObjectNode object) {
        switch (test) {
            case OrderTestContext order ->
                set(
                        object,
                        order,
                        name(order.order()),
                        nodes.value(order.orderedValue().getStart()));
            case VersionTestContext version -> version(object, version);
            case BetweenTestContext between -> between(object, between);
            case ContainsTestContext part -> {
                String operator = part.NOT() == null ? "contains" : "not_contains";
                set(object, part, operator, nodes.text(part.text().getStart()));
            }
            case StartsOrEndsTestContext part -> {
                boolean starts = part.place.getType() == SegmentTextParser.STARTS;
                String operator = starts ? "starts_with" : "ends_with";
                set(object, part, operator, nodes.text(part.text().getStart()));
            }
            case MatchesTestContext matches ->
                set(object, matches, "matches", nodes.text(matches.text().getStart()));
            default -> throw Clauses.unread(test);
        }
    }

    private void set(ObjectNode object, ParserRuleContext test, String operator, JsonNode operand) {
        nodes.set(object, operator, operand, test.getStart(), TWICE);
    }

    private JsonNode value(ValueContext value) {
        return nodes.value(value.getStart());
    }

    private void hasList(ObjectNode object, HasListTestContext has) {
        boolean all = has.quantifier.getType() == SegmentTextParser.ALL;
        set(object, has, all ? "has_all" : "has_any", nodes.list(has.list()));
    }

    private void version(ObjectNode object, VersionTestContext test) {
        String order = test.order() == null ? "is" : name(test.order());
        set(object, test, "version_" + order, nodes.verbatim(test.version().getStart()));
    }

    private void between(ObjectNode object, BetweenTestContext between) {
        ArrayNode ends = nodes.array(between);
        between.orderedValue().forEach(end -> ends.add(nodes.value(end.getStart())));
        set(object, between, "between", ends);
    }

    /** The operator's name in JSON. */
    static String name(OrderContext order) {
        return switch (order.getStart().getType()) {
            case SegmentTextParser.LESS_THAN, SegmentTextParser.LESS, SegmentTextParser.FEWER -> "lt";
            case SegmentTextParser.AT_MOST -> "lte";
            case SegmentTextParser.GREATER_THAN, SegmentTextParser.GREATER -> "gt";
            case SegmentTextParser.AT_LEAST -> "gte";
            default -> order.MOST() == null ? "gte" : "lte";
        };
    }
}
