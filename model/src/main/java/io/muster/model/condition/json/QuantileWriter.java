package io.muster.model.condition.json;

import io.muster.model.condition.Condition;
import io.muster.model.condition.Figure;
import io.muster.model.condition.Ranking;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Writes quantiles. */
final class QuantileWriter {

    private QuantileWriter() {}

    static void write(ObjectNode object, Condition.Quantile quantile) {
        object.put("of", quantile.of());
        quantile.in().forEach(object.putArray("in")::add);
        ObjectNode by = object.putObject("by");
        switch (quantile.by()) {
            case Ranking.OfAttribute(String name) -> by.put("attribute", name);
            case Ranking.OfEvents(var event, var within, var figure) -> {
                ConditionWriter.within(ConditionWriter.pattern(by, event), within);
                write(by, figure);
            }
        }
        @Nullable Condition among = quantile.among();
        if (among != null) {
            object.set("among", ConditionWriter.json(among));
        }
    }

    private static void write(ObjectNode by, Figure figure) {
        switch (figure) {
            case Figure.Count count -> by.put("count", true);
            case Figure.Days days -> by.put("days", true);
            case Figure.Aggregate(var function, var property) ->
                by.putObject(function.name().toLowerCase(Locale.ROOT)).put("property", property);
            case Figure.Recency(boolean byDay) -> {
                if (byDay) {
                    by.put("recency", QuantileReader.BY_DAY);
                } else {
                    by.put("recency", true);
                }
            }
        }
    }
}
