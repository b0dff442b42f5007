package io.muster.model.condition.text;

import static io.muster.model.ErrorCode.INVALID_DEFINITION;

import io.muster.model.condition.text.grammar.SegmentTextParser.AggregateClauseContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.AggregateContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.AggregateTestsContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.AggregateWhereContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.AggregateWindowContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.DidContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.EventClauseContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.EventCountContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.EventDaysContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.EventWhereContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.EventWindowContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.NumberTestsContext;
import java.util.Locale;
import org.antlr.v4.runtime.ParserRuleContext;
import tools.jackson.databind.node.ObjectNode;

/** Turns conditions on events into their JSON notation. */
final class EventBuilder {

    private static final String TWO_COUNTS = "another measure of the same kind; write but between its bounds";

    private final Nodes nodes;
    private final Clauses clauses;
    private final NumberTestBuilder numbers;

    EventBuilder(Nodes nodes, Clauses clauses) {
        this.nodes = nodes;
        this.clauses = clauses;
        this.numbers = new NumberTestBuilder(nodes);
    }

    ObjectNode did(DidContext did) {
        ObjectNode event = nodes.object(did);
        event.set("event", nodes.text(did.text().getStart()));
        if (did.which != null) {
            event.put(did.which.getText().toLowerCase(Locale.ROOT), true);
        }
        did.eventClause().forEach(clause -> add(clause, event));
        return event;
    }

    private void add(EventClauseContext clause, ObjectNode event) {
        switch (clause) {
            case EventWhereContext where -> clauses.where(where.where(), event);
            case EventWindowContext window -> clauses.window(window.window(), event);
            case EventCountContext count -> measure("count", count, count.numberTests(), event);
            case EventDaysContext days -> measure("days", days, days.numberTests(), event);
            default -> throw Clauses.unread(clause);
        }
    }

    ObjectNode aggregate(AggregateContext aggregate) {
        ObjectNode event = nodes.object(aggregate);
        event.set("event", nodes.text(aggregate.text().getStart()));
        ObjectNode measure = nodes.object(aggregate);
        measure.set("property", nodes.text(aggregate.name().getStart()));
        event.set(aggregate.function().getText().toLowerCase(Locale.ROOT), measure);
        aggregate.aggregateClause().forEach(clause -> add(clause, event, measure));
        if (measure.size() == 1) {
            String detail =
                    aggregate.function().getText() + " is compared with nothing; end with a bound such as >= 500";
            nodes.refuse(aggregate.getStart(), INVALID_DEFINITION, detail);
        }
        return event;
    }

    private void add(AggregateClauseContext clause, ObjectNode event, ObjectNode measure) {
        switch (clause) {
            case AggregateWhereContext where -> clauses.where(where.where(), event);
            case AggregateWindowContext window -> clauses.window(window.window(), event);
            case AggregateTestsContext tests -> numbers.add(tests.numberTests(), measure);
            default -> throw Clauses.unread(clause);
        }
    }

    private void measure(String name, ParserRuleContext clause, NumberTestsContext tests, ObjectNode event) {
        ObjectNode measure = nodes.object(clause);
        numbers.add(tests, measure);
        nodes.set(event, name, measure, clause.getStart(), TWO_COUNTS);
    }
}
