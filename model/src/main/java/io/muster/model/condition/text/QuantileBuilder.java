package io.muster.model.condition.text;

import io.muster.model.condition.text.grammar.SegmentTextParser.AggregateFigureContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.AttributeRankingContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.CountFigureContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.DaysFigureContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.EventRankingContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.FigureContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.QuantileContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.RankingClauseContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.RankingContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.RankingWhereContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.RankingWindowContext;
import io.muster.model.condition.text.grammar.SegmentTextParser.RecencyFigureContext;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.tree.TerminalNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns quantiles, but for whom they are among, into their JSON notation. */
final class QuantileBuilder {

    private final Nodes nodes;
    private final Clauses clauses;

    QuantileBuilder(Nodes nodes, Clauses clauses) {
        this.nodes = nodes;
        this.clauses = clauses;
    }

    /** The object that is the value of {@code quantile}. */
    ObjectNode quantile(QuantileContext quantile) {
        ObjectNode object = nodes.object(quantile);
        List<TerminalNode> numbers = quantile.NUMBER();
        TerminalNode of = numbers.getLast();
        object.set("of", nodes.number(of.getSymbol()));
        object.set(
                "in",
                nodes.numbers(
                        numbers.subList(0, numbers.size() - 1),
                        numbers.getFirst().getSymbol()));
        object.set("by", ranking(quantile.ranking()));
        return object;
    }

    private ObjectNode ranking(RankingContext ranking) {
        ObjectNode by = nodes.object(ranking);
        switch (ranking) {
            case AttributeRankingContext attribute ->
                by.set("attribute", nodes.text(attribute.name().getStart()));
            case EventRankingContext events -> {
                by.set("event", nodes.text(events.text().getStart()));
                events.rankingClause().forEach(clause -> add(clause, by));
                add(events.figure(), by);
            }
            default -> throw Clauses.unread(ranking);
        }
        return by;
    }

    private void add(RankingClauseContext clause, ObjectNode by) {
        switch (clause) {
            case RankingWhereContext where -> clauses.where(where.where(), by);
            case RankingWindowContext window -> clauses.window(window.window(), by);
            default -> throw Clauses.unread(clause);
        }
    }

    private void add(FigureContext figure, ObjectNode by) {
        switch (figure) {
            case CountFigureContext count -> by.put("count", true);
            case DaysFigureContext days -> by.put("days", true);
            case RecencyFigureContext recency when recency.DAYS() != null -> by.put("recency", "days");
            case RecencyFigureContext recency -> by.put("recency", true);
            case AggregateFigureContext aggregate -> {
                ObjectNode of = nodes.object(aggregate);
                of.set("property", nodes.text(aggregate.name().getStart()));
                by.set(aggregate.function().getText().toLowerCase(Locale.ROOT), of);
            }
            default -> throw Clauses.unread(figure);
        }
    }
}
