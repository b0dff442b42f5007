package io.muster.model.condition.text;

import io.muster.model.condition.text.grammar.SegmentTextBaseVisitor;
import io.muster.model.condition.text.grammar.SegmentTextParser;
import io.muster.model.condition.text.grammar.SegmentTextParser.AggregateContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.AttributeContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.ConditionContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.ConjunctionContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.DefinitionContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.DidContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.EveryoneContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.GroupContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.IdentityContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.InSegmentContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.KnownContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.ListedContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.LoggedContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.NearContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.NegationContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.NoOneContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.PrimaryContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.ProfilesContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.QuantileContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.TaggedContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.TextContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.UnknownContext;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Turns the syntax of conditions on profiles into their JSON notation. */
final class ConditionBuilder extends SegmentTextBaseVisitor<ObjectNode> {

    private final Nodes nodes;
    private final TestBuilder tests;
    private final EventBuilder events;
    private final SequenceBuilder sequences;
    private final QuantileBuilder quantiles;
    private final Clauses clauses;

    ConditionBuilder(SourceMap source, TextProblems problems) {
        this.nodes = new Nodes(source, problems);
        this.tests = new TestBuilder(nodes);
        this.clauses = new Clauses(nodes, tests);
        this.events = new EventBuilder(nodes, clauses);
        this.sequences = new SequenceBuilder(nodes, clauses);
        this.quantiles = new QuantileBuilder(nodes, clauses);
    }

    @Override
    public ObjectNode visitDefinition(DefinitionContext definition) {
        return visit(definition.condition());
    }

    @Override
    public ObjectNode visitCondition(ConditionContext condition) {
        ConditionContext inner = condition;
        while (only(inner) instanceof GroupContext group) {
            inner = group.condition();
        }
        return joined("any", inner, inner.conjunction());
    }

    /** What the condition is if it is nothing but that; parentheses around parentheses then take no stack. */
    private static @Nullable PrimaryContext only(ConditionContext condition) {
        ConjunctionContext first = condition.conjunction(0);
        boolean alone = condition.getChildCount() == 1
                && first.getChildCount() == 1
                && first.negation(0).getChildCount() == 1;
        return alone ? first.negation(0).primary() : null;
    }

    @Override
    public ObjectNode visitConjunction(ConjunctionContext conjunction) {
        return joined("all", conjunction, conjunction.negation());
    }

    private ObjectNode joined(String kind, ParserRuleContext whole, List<? extends ParserRuleContext> parts) {
        return parts.size() == 1 ? visit(parts.getFirst()) : list(kind, whole, parts);
    }

    private ObjectNode list(String kind, ParserRuleContext whole, List<? extends ParserRuleContext> parts) {
        ObjectNode object = nodes.object(whole);
        var list = object.putArray(kind);
        parts.forEach(part -> list.add(visit(part)));
        return object;
    }

    @Override
    public ObjectNode visitNegation(NegationContext negation) {
        return nodes.negated(negation.NOT(), visit(negation.primary()));
    }

    @Override
    public ObjectNode visitGroup(GroupContext group) {
        return visit(group.condition());
    }

    @Override
    public ObjectNode visitEveryone(EveryoneContext everyone) {
        return list("all", everyone, List.of());
    }

    @Override
    public ObjectNode visitNoOne(NoOneContext noOne) {
        return list("any", noOne, List.of());
    }

    @Override
    public ObjectNode visitListed(ListedContext listed) {
        boolean all = listed.quantifier.getType() == SegmentTextParser.ALL;
        return list(all ? "all" : "any", listed, listed.condition());
    }

    @Override
    public ObjectNode visitTagged(TaggedContext tagged) {
        return named("tag", tagged, tagged.text());
    }

    @Override
    public ObjectNode visitKnown(KnownContext known) {
        return nodes.object(known).put("known", true);
    }

    @Override
    public ObjectNode visitUnknown(UnknownContext unknown) {
        return nodes.object(unknown).put("known", false);
    }

    @Override
    public ObjectNode visitIdentity(IdentityContext identity) {
        return named("identity", identity, identity.text());
    }

    @Override
    public ObjectNode visitInSegment(InSegmentContext segment) {
        return named("segment", segment, segment.text());
    }

    private ObjectNode named(String kind, ParserRuleContext whole, TextContext name) {
        ObjectNode object = nodes.object(whole);
        object.set(kind, nodes.text(name.getStart()));
        return object;
    }

    @Override
    public ObjectNode visitLogged(LoggedContext logged) {
        ObjectNode operand = named("segment", logged, logged.text());
        if (logged.window() != null) {
            clauses.window(logged.window(), operand);
        }
        String change = logged.EVER() != null ? "ever" : logged.ENTERED() != null ? "entered" : "exited";
        return wrapped(change, logged, operand);
    }

    private ObjectNode wrapped(String kind, ParserRuleContext whole, ObjectNode operand) {
        ObjectNode object = nodes.object(whole);
        object.set(kind, operand);
        return object;
    }

    @Override
    public ObjectNode visitNear(NearContext near) {
        ObjectNode circle = nodes.object(near);
        circle.set("lat", nodes.number(near.NUMBER(0).getSymbol()));
        circle.set("lon", nodes.number(near.NUMBER(1).getSymbol()));
        circle.set("km", nodes.number(near.NUMBER(2).getSymbol()));
        return wrapped("near", near, circle);
    }

    @Override
    public ObjectNode visitQuantile(QuantileContext quantile) {
        ObjectNode operand = quantiles.quantile(quantile);
        if (quantile.among() != null) {
            operand.set("among", visit(quantile.among().condition()));
        }
        return wrapped("quantile", quantile, operand);
    }

    @Override
    public ObjectNode visitProfiles(ProfilesContext profiles) {
        ObjectNode object = nodes.object(profiles);
        object.set("profiles", nodes.list(profiles.list()));
        return object;
    }

    @Override
    public ObjectNode visitAttribute(AttributeContext attribute) {
        ObjectNode object = nodes.object(attribute);
        object.set("attribute", nodes.text(attribute.name().getStart()));
        tests.add(attribute.tests(), object);
        return object;
    }

    @Override
    public ObjectNode visitDid(DidContext did) {
        return did.laterStep().isEmpty() ? events.did(did) : sequences.sequence(did);
    }

    @Override
    public ObjectNode visitAggregate(AggregateContext aggregate) {
        return events.aggregate(aggregate);
    }
}
