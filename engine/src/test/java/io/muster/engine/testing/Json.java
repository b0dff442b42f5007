package io.muster.engine.testing;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** JSON-like values: String, BigDecimal, Boolean, null, List and Map of such. */
final class Json {

    private Json() {}

    /** Objects taken apart, their names joined with dots; lists stay whole. */
    static Map<String, @Nullable Object> flatten(Map<?, ?> object) {
        Map<String, @Nullable Object> flat = new LinkedHashMap<>();
        object.forEach((name, value) -> {
            if (value instanceof Map<?, ?> inner) {
                flatten(inner).forEach((rest, part) -> flat.put(name + "." + rest, part));
            } else {
                flat.put(String.valueOf(name), value);
            }
        });
        return flat;
    }

    /** The text in which a list's element is kept. */
    static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case String text -> quoted(text);
            case BigDecimal number -> plain(number).toPlainString();
            case Boolean bool -> bool.toString();
            case Collection<?> list -> list.stream().map(Json::text).collect(Collectors.joining(",", "[", "]"));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> quoted(String.valueOf(entry.getKey())) + ":" + text(entry.getValue()))
                        .collect(Collectors.joining(",", "{", "}"));
            default -> throw new IllegalArgumentException("no JSON: " + value);
        };
    }

    static List<String> texts(List<?> elements) {
        return elements.stream().map(Json::text).toList();
    }

    private static BigDecimal plain(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }

    private static String quoted(String text) {
        return text.chars().mapToObj(Json::escaped).collect(Collectors.joining("", "\"", "\""));
    }

    private static String escaped(int c) {
        return switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\t' -> "\\t";
            case '\r' -> "\\r";
            case '\b' -> "\\b";
            case '\f' -> "\\f";
            default -> c < ' ' ? "\\u%04x".formatted(c) : Character.toString((char) c);
        };
    }
}
