package io.muster.engine;

import java.util.List;
import java.util.Map;

/**
 * What was seen under one name.
 *
 * @param scope attribute, property or identity
 * @param types how many values of each type
 * @param examples up to three values
 */
public record FieldSummary(String name, Scope scope, Map<FieldType, Long> types, List<Object> examples) {

    /** Whose name it is. */
    public enum Scope {
        ATTRIBUTE,
        IDENTITY,
        PROPERTY
    }
}
