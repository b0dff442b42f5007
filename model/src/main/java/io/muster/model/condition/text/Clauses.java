package io.muster.model.condition.text;

import io.muster.model.condition.text.grammar.SegmentTextParser.WhereContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.WindowContext;
import org.antlr.v4.runtime.ParserRuleContext;
import tools.jackson.databind.node.ObjectNode;

/** What conditions on events have in common: which of the events are meant. */
final class Clauses {

    private static final String TWO_WHERES = "another where; write one, with and between its parts inside ( )";
    private static final String TWO_WINDOWS = "another window; there is only one here";

    private final Nodes nodes;
    private final PropertyBuilder properties;
    private final WindowBuilder windows;

    Clauses(Nodes nodes, TestBuilder tests) {
        this.nodes = nodes;
        this.properties = new PropertyBuilder(nodes, tests);
        this.windows = new WindowBuilder(nodes);
    }

    void where(WhereContext where, ObjectNode event) {
        nodes.set(event, "where", properties.visit(where.property()), where.getStart(), TWO_WHERES);
    }

    void window(WindowContext window, ObjectNode event) {
        nodes.set(event, "within", windows.window(window), window.getStart(), TWO_WINDOWS);
    }

    /** For a part that the grammar has and its builder does not know. */
    static IllegalStateException unread(ParserRuleContext part) {
        return new IllegalStateException("not read: " + part.getClass().getSimpleName());
    }
}
