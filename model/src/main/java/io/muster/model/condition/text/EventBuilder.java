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
import io.muster.model.condition.text.grammar.SegmentTextParser.WhereContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.WindowContext;
import java.util.Locale;
import org.antlr.v4.runtime.ParserRuleContext;
import tools.jackson.databind.node.ObjectNode;

/** Turns conditions on events into their JSON notation. */
final class EventBuilder {

    private static final String TWO_WHERES = "another where; write one, with and between its parts inside ( )";
    private static final String TWO_WINDOWS = "another window; events are in one";
    private static final String TWO_COUNTS = "another measure of the same kind; write but between its bounds";

    private final Nodes nodes;
    private final PropertyBuilder properties;
    private final NumberTestBuilder numbers;
    private final WindowBuilder windows;

    EventBuilder(Nodes nodes, TestBuilder tests) {
        this.nodes = nodes;
        this.properties = new PropertyBuilder(nodes, tests);
        this.numbers = new NumberTestBuilder(nodes);
        this.windows = new WindowBuilder(nodes);
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
            case EventWhereContext where -> where(where.where(), event);
            case EventWindowContext window -> window(window.window(), event);
            case EventCountContext count -> measure("count", count, count.numberTests(), event);
            case EventDaysContext days -> measure("days", days, days.numberTests(), event);
            default -> throw new IllegalStateException("a clause that is not read: " + clause.getText());
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
            String detail = aggregate.function().getText() + " is compared with nothing; end with a bound such as >= 500";
            nodes.refuse(aggregate.getStart(), INVALID_DEFINITION, detail);
        }
        return event;
    }

    private void add(AggregateClauseContext clause, ObjectNode event, ObjectNode measure) {
        switch (clause) {
            case AggregateWhereContext where -> where(where.where(), event);
            case AggregateWindowContext window -> window(window.window(), event);
            case AggregateTestsContext tests -> numbers.add(tests.numberTests(), measure);
            default -> throw new IllegalStateException("a clause that is not read: " + clause.getText());
        }
    }

    private void where(WhereContext where, ObjectNode event) {
        nodes.set(event, "where", properties.visit(where.property()), where.getStart(), TWO_WHERES);
    }

    private void window(WindowContext window, ObjectNode event) {
        nodes.set(event, "within", windows.window(window), window.getStart(), TWO_WINDOWS);
    }

    private void measure(String name, ParserRuleContext clause, NumberTestsContext tests, ObjectNode event) {
        ObjectNode measure = nodes.object(clause);
        numbers.add(tests, measure);
        nodes.set(event, name, measure, clause.getStart(), TWO_COUNTS);
    }
}
