package io.muster.engine.rows;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sets a row's fields from typed values; maps become names with dots. For one thread. */
final class TableValues {

    private static final String KNOWN = "a text, number, boolean, date, time, list or structure";

    private final TimeReader times;
    private int count;

    TableValues(TimeReader times) {
        this.times = times;
    }

    /** Begins a row. */
    void clear() {
        count = 0;
    }

    /** Sets a field, or those below it; null is absent. */
    void set(RowBatch batch, String name, @Nullable Object value, int depth) throws RowRefused {
        if (value instanceof Map<?, ?> map) {
            setAll(batch, name, map, depth);
        } else if (value != null) {
            if (++count > RowLimits.FIELDS) {
                throw RowRefused.tooManyFields();
            }
            setOne(batch, name, value, depth);
        }
    }

    /** The one text of a value that is neither list nor map: ISO for dates and times, plain digits for numbers. */
    String text(String name, Object value) throws RowRefused {
        return switch (value) {
            case String text -> text;
            case Boolean bool -> bool.toString();
            case Long number -> number.toString();
            case BigDecimal number -> JsonTexts.number(NumberCheck.checked(name, number));
            case Double number -> JsonTexts.number(NumberCheck.checked(name, number));
            case LocalDate date -> date.toString();
            case Instant instant -> instant.toString();
            case LocalDateTime local ->
                Instant.ofEpochMilli(times.millis(local)).toString();
            default -> throw RowRefused.wrongType(name, "a " + value.getClass().getSimpleName(), KNOWN);
        };
    }

    private void setAll(RowBatch batch, String name, Map<?, ?> map, int depth) throws RowRefused {
        RowLimits.checkDepth(depth + 1, name);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String key = String.valueOf(entry.getKey());
            RowLimits.checkName(key);
            String below = name + "." + key;
            RowLimits.checkName(below);
            set(batch, below, entry.getValue(), depth + 1);
        }
    }

    private void setOne(RowBatch batch, String name, Object value, int depth) throws RowRefused {
        switch (value) {
            case Long number -> batch.set(name, number);
            case BigDecimal number -> batch.set(name, NumberCheck.checked(name, number));
            case Double number -> batch.set(name, NumberCheck.checked(name, number));
            case Boolean bool -> batch.set(name, bool);
            case List<?> list -> batch.set(name, elements(name, list, depth + 1));
            default -> batch.set(name, text(name, value));
        }
    }

    private List<String> elements(String name, List<?> list, int depth) throws RowRefused {
        RowLimits.checkDepth(depth, name);
        List<String> elements = new ArrayList<>();
        for (Object element : list) {
            elements.add(json(name, element, depth));
        }
        return elements;
    }

    private String json(String name, @Nullable Object value, int depth) throws RowRefused {
        return switch (value) {
            case null -> "null";
            case List<?> list -> JsonTexts.array(elements(name, list, depth + 1));
            case Map<?, ?> map -> object(name, map, depth + 1);
            case Long _, BigDecimal _, Double _, Boolean _ -> text(name, value);
            default -> JsonTexts.quote(text(name, value));
        };
    }

    private String object(String name, Map<?, ?> map, int depth) throws RowRefused {
        RowLimits.checkDepth(depth, name);
        Map<String, String> members = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            members.put(String.valueOf(entry.getKey()), json(name, entry.getValue(), depth));
        }
        return JsonTexts.object(members);
    }
}
