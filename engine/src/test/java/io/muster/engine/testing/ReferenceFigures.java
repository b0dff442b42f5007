package io.muster.engine.testing;

import io.muster.model.condition.EventPattern;
import io.muster.model.condition.Figure;
import io.muster.model.condition.Ranking;
import io.muster.model.condition.Window;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The values by which profiles are ranked, of those who have one. */
record ReferenceFigures(ReferenceEvaluator evaluator, ReferenceData data, ZoneId zone) {

    Map<String, Double> values(Ranking by, Set<String> ranked) {
        return switch (by) {
            case Ranking.OfAttribute(String name) -> ofAttribute(name, ranked);
            case Ranking.OfEvents(EventPattern event, Window within, Figure figure) -> {
                Map<String, Double> values = new LinkedHashMap<>();
                for (String id : ranked) {
                    evaluator.measure(event, within, id, zone).figure(figure).ifPresent(value -> values.put(id, value));
                }
                yield values;
            }
        };
    }

    private Map<String, Double> ofAttribute(String name, Set<String> ranked) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        Map<String, Double> dates = new LinkedHashMap<>();
        for (String id : ranked) {
            Object value = data.get(id).attributes.get(name);
            if (value instanceof BigDecimal number) {
                numbers.put(id, ReferenceMeasure.asDouble(number));
            }
            new ReferenceValue(value != null, value, zone)
                    .asInstant()
                    .ifPresent(instant -> dates.put(id, (double) instant.toEpochMilli()));
        }
        return dates.size() > numbers.size() ? dates : numbers;
    }
}
