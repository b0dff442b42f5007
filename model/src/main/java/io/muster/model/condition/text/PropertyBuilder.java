package io.muster.model.condition.text;

import io.muster.model.condition.text.grammar.SegmentTextBaseVisitor;
import io.muster.model.condition.text.grammar.SegmentTextParser;
import io.muster.model.condition.text.grammar.SegmentTextParser.PropertyConditionContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.PropertyConjunctionContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.PropertyContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.PropertyGroupContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.PropertyListedContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.PropertyPrimaryContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.PropertyTestsContext;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns the syntax of conditions on properties into their JSON notation. */
final class PropertyBuilder extends SegmentTextBaseVisitor<ObjectNode> {

    private final Nodes nodes;
    private final TestBuilder tests;

    PropertyBuilder(Nodes nodes, TestBuilder tests) {
        this.nodes = nodes;
        this.tests = tests;
    }

    @Override
    public ObjectNode visitPropertyCondition(PropertyConditionContext condition) {
        PropertyConditionContext inner = condition;
        while (only(inner) instanceof PropertyGroupContext group) {
            inner = group.propertyCondition();
        }
        return joined("any", inner, inner.propertyConjunction());
    }

    /** As {@link ConditionBuilder} does: parentheses around parentheses take no stack. */
    private static @Nullable PropertyPrimaryContext only(PropertyConditionContext condition) {
        PropertyConjunctionContext first = condition.propertyConjunction(0);
        boolean alone = condition.getChildCount() == 1
                && first.getChildCount() == 1
                && first.property(0).getChildCount() == 1;
        return alone ? first.property(0).propertyPrimary() : null;
    }

    @Override
    public ObjectNode visitPropertyConjunction(PropertyConjunctionContext conjunction) {
        return joined("all", conjunction, conjunction.property());
    }

    private ObjectNode joined(String kind, ParserRuleContext whole, List<? extends ParserRuleContext> parts) {
        return parts.size() == 1 ? visit(parts.getFirst()) : list(kind, whole, parts);
    }

    private ObjectNode list(String kind, ParserRuleContext whole, List<? extends ParserRuleContext> parts) {
        ObjectNode object = nodes.object(whole);
        ArrayNode list = object.putArray(kind);
        parts.forEach(part -> list.add(visit(part)));
        return object;
    }

    @Override
    public ObjectNode visitProperty(PropertyContext property) {
        return nodes.negated(property.NOT(), visit(property.propertyPrimary()));
    }

    @Override
    public ObjectNode visitPropertyGroup(PropertyGroupContext group) {
        return visit(group.propertyCondition());
    }

    @Override
    public ObjectNode visitPropertyListed(PropertyListedContext listed) {
        boolean all = listed.quantifier.getType() == SegmentTextParser.ALL;
        return list(all ? "all" : "any", listed, listed.propertyCondition());
    }

    @Override
    public ObjectNode visitPropertyTests(PropertyTestsContext property) {
        ObjectNode object = nodes.object(property);
        object.set("property", nodes.text(property.name().getStart()));
        tests.add(property.tests(), object);
        return object;
    }
}
