package io.muster.model.condition.text;

import static io.muster.model.ErrorCode.INVALID_DEFINITION;

import io.muster.model.condition.text.grammar.SegmentTextParser.AfterAtLeastContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.AfterAtMostContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.AfterBetweenContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.DidContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.EventWhereContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.LaterStepContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.SequenceClauseContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.SequenceSpanContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.SequenceWindowContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.SpanContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.StepClauseContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.StepWhereContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns sequences of events into their JSON notation. */
final class SequenceBuilder {

    private static final String AT_THE_END =
            "in a sequence, steps have no counts; its window is at its end, after a comma";
    private static final String FORBIDDEN =
            "what must not happen lies anywhere between two steps; give the step after it a time";

    private final Nodes nodes;
    private final Clauses clauses;
    private final WindowBuilder windows;

    SequenceBuilder(Nodes nodes, Clauses clauses) {
        this.nodes = nodes;
        this.clauses = clauses;
        this.windows = new WindowBuilder(nodes);
    }

    ObjectNode sequence(DidContext did) {
        ObjectNode sequence = nodes.object(did);
        if (did.which != null) {
            nodes.refuse(
                    did.which, INVALID_DEFINITION, "first and last are of single events; a sequence begins with did");
        }
        ArrayNode steps = nodes.array(did);
        sequence.set("sequence", steps);
        steps.add(first(did));
        did.laterStep().forEach(step -> steps.add(later(step)));
        did.sequenceClause().forEach(clause -> add(clause, sequence));
        return sequence;
    }

    private ObjectNode first(DidContext did) {
        ObjectNode step = nodes.object(did.text());
        step.set("event", nodes.text(did.text().getStart()));
        did.eventClause().forEach(clause -> {
            if (clause instanceof EventWhereContext where) {
                clauses.where(where.where(), step);
            } else {
                nodes.refuse(clause.getStart(), INVALID_DEFINITION, AT_THE_END);
            }
        });
        return step;
    }

    private ObjectNode later(LaterStepContext later) {
        ObjectNode event = nodes.object(later.text());
        event.set("event", nodes.text(later.text().getStart()));
        later.stepClause().forEach(clause -> add(clause, event, later.NOT() != null));
        if (later.NOT() == null) {
            return event;
        }
        ObjectNode not = nodes.object(later);
        not.set("not", event);
        return not;
    }

    private void add(StepClauseContext clause, ObjectNode step, boolean forbidden) {
        if (clause instanceof StepWhereContext where) {
            clauses.where(where.where(), step);
            return;
        }
        if (forbidden) {
            nodes.refuse(clause.getStart(), INVALID_DEFINITION, FORBIDDEN);
        }
        ObjectNode after = nodes.object(clause);
        switch (clause) {
            case AfterAtLeastContext least -> after.set("min", span(least.span()));
            case AfterAtMostContext most -> after.set("max", span(most.span()));
            case AfterBetweenContext between -> {
                after.set("min", span(between.span(0)));
                after.set("max", span(between.span(1)));
            }
            default -> throw Clauses.unread(clause);
        }
        nodes.set(step, "after", after, clause.getStart(), "another time; write after between … and …");
    }

    private void add(SequenceClauseContext clause, ObjectNode sequence) {
        switch (clause) {
            case SequenceWindowContext window -> clauses.window(window.window(), sequence);
            case SequenceSpanContext span ->
                nodes.set(sequence, "span", span(span.span()), span.getStart(), "another length; a sequence has one");
            default -> throw Clauses.unread(clause);
        }
    }

    private JsonNode span(SpanContext span) {
        return windows.span(span);
    }
}
