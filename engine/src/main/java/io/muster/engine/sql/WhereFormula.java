package io.muster.engine.sql;

import io.muster.model.condition.PropertyCondition;
import io.muster.model.condition.Test;
import java.time.ZoneId;
import java.util.List;

/** Conditions on the properties of one name's events. */
record WhereFormula(String eventName, ColumnCatalog catalog, ZoneId zone) {

    Formula of(PropertyCondition condition) {
        return switch (condition) {
            case PropertyCondition.All(List<PropertyCondition> parts) ->
                Formula.all(parts.stream().map(this::of).toList());
            case PropertyCondition.Any(List<PropertyCondition> parts) ->
                Formula.any(parts.stream().map(this::of).toList());
            case PropertyCondition.Not(PropertyCondition part) -> of(part).negate();
            case PropertyCondition.Property(String name, List<Test> tests) ->
                ValueFormula.of(catalog.property(eventName, name), tests, zone);
        };
    }
}
