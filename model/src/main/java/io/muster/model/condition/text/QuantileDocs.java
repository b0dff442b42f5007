package io.muster.model.condition.text;

import static io.muster.model.condition.text.Doc.row;
import static io.muster.model.condition.text.Doc.word;

import io.muster.model.condition.Condition;
import io.muster.model.condition.Figure;
import io.muster.model.condition.Ranking;
import java.util.ArrayList;
import java.util.List;

/** Quantiles as text. */
final class QuantileDocs {

    private QuantileDocs() {}

    static Doc quantile(Condition.Quantile quantile) {
        List<Doc> parts = new ArrayList<>();
        parts.add(word("in quantile " + numbers(quantile.in()) + " of " + quantile.of()));
        parts.add(row(word("by "), ranking(quantile.by())));
        if (quantile.among() != null) {
            parts.add(row(word("among "), Doc.parenthesized(ConditionDocs.chain(quantile.among()))));
        }
        return new Doc.Group(new Doc.Nest(Doc.joined(parts, Doc.SPACE)));
    }

    private static String numbers(List<Integer> numbers) {
        List<String> words = numbers.stream().map(String::valueOf).toList();
        String last = words.getLast();
        return words.size() == 1 ? last : String.join(", ", words.subList(0, words.size() - 1)) + " or " + last;
    }

    private static Doc ranking(Ranking ranking) {
        return switch (ranking) {
            case Ranking.OfAttribute(var name) -> word(Names.text(name));
            case Ranking.OfEvents(var event, var within, var figure) ->
                EventDocs.events(figure(figure) + " of ", event, within);
        };
    }

    private static String figure(Figure figure) {
        return switch (figure) {
            case Figure.Count count -> "count";
            case Figure.Days days -> "days";
            case Figure.Aggregate(var function, var property) -> EventDocs.function(function, property);
            case Figure.Recency(boolean byDay) -> byDay ? "recency in days" : "recency";
        };
    }
}
