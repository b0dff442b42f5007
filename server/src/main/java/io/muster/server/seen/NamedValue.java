package io.muster.server.seen;

import io.muster.engine.FieldSummary;
import io.muster.engine.FieldType;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An attribute or property that has been seen.
 *
 * @param type the type of most of its values
 * @param count values that are not null
 */
record NamedValue(String name, String type, long count, List<Object> examples) {

    static NamedValue of(FieldSummary field) {
        FieldType most = field.types().entrySet().stream()
                .filter(it -> it.getKey() != FieldType.NULL)
                .max(Comparator.comparingLong((Map.Entry<FieldType, Long> it) -> it.getValue())
                        .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .orElse(FieldType.TEXT);
        long count = field.types().entrySet().stream()
                .filter(it -> it.getKey() != FieldType.NULL)
                .mapToLong(Map.Entry::getValue)
                .sum();
        return new NamedValue(field.name(), most.name().toLowerCase(Locale.ROOT), count, field.examples());
    }
}
