package io.muster.engine.rows;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Takes values off a parser, whose present token is the value's first, with the checks that every row gets. */
final class JsonValues {

    private static final String ID = "a text or an integer";

    private boolean escaped = true;

    /** Whether texts may have been written with escapes; only then can they hold half of a surrogate pair. */
    void escaped(boolean mayBe) {
        escaped = mayBe;
    }

    /** The text of a string or name token. */
    String text(JsonParser parser, String field) throws RowRefused {
        String text = parser.getString();
        checkText(text, field);
        return text;
    }

    void checkText(String text, String field) throws RowRefused {
        if (escaped && !Utf8.isStorable(text)) {
            throw RowRefused.notUnicode(field);
        }
    }

    /** An id: a text, or an integer as its text; null is null. */
    @Nullable
    String id(JsonParser parser, String field) throws RowRefused {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> text(parser, field);
            case VALUE_NUMBER_INT -> parser.getString();
            case VALUE_NULL -> null;
            case JsonToken _ -> throw RowRefused.wrongType(field, found(parser), ID);
        };
    }

    BigDecimal number(JsonParser parser, String field) throws RowRefused {
        BigDecimal value;
        try {
            value = parser.getDecimalValue();
        } catch (JacksonException | ArithmeticException | NumberFormatException e) {
            throw NumberCheck.outOfRange(field, parser.getString());
        }
        return NumberCheck.checked(field, value);
    }

    /** A list's elements as JSON texts. */
    List<String> list(JsonParser parser, String field, int depth) throws RowRefused {
        RowLimits.checkDepth(depth, field);
        List<String> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(json(parser, field, depth));
        }
        return elements;
    }

    /** Tags: a list of texts, each once; null is no tags. */
    List<String> tags(JsonParser parser) throws RowRefused {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return List.of();
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw RowRefused.wrongType("tags", found(parser), "a list of texts, or null");
        }
        Set<String> tags = new LinkedHashSet<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.VALUE_STRING
                    || parser.getString().isEmpty()) {
                throw RowRefused.wrongType(
                        "tags", "a list with " + found(parser) + " in it", "a list of non-empty texts");
            }
            tags.add(text(parser, "tags"));
        }
        return List.copyOf(tags);
    }

    /** What the parser's present token is called in messages. */
    static String found(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "the text " + RowRefused.shown(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "the number " + RowRefused.shown(parser.getString());
            case VALUE_TRUE -> "true";
            case VALUE_FALSE -> "false";
            case VALUE_NULL -> "null";
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT -> "no value";
        };
    }

    private String json(JsonParser parser, String field, int depth) throws RowRefused {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> JsonTexts.quote(text(parser, field));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> JsonTexts.number(number(parser, field));
            case VALUE_TRUE -> "true";
            case VALUE_FALSE -> "false";
            case VALUE_NULL -> "null";
            case START_ARRAY -> JsonTexts.array(list(parser, field, depth + 1));
            case START_OBJECT -> object(parser, field, depth + 1);
            case JsonToken _ -> throw RowRefused.wrongType(field, found(parser), "a JSON value");
        };
    }

    private String object(JsonParser parser, String field, int depth) throws RowRefused {
        RowLimits.checkDepth(depth, field);
        Map<String, String> members = new LinkedHashMap<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            checkText(name, field);
            parser.nextToken();
            members.put(name, json(parser, field, depth));
        }
        return JsonTexts.object(members);
    }
}
