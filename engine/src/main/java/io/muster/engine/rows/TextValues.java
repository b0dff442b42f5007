package io.muster.engine.rows;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads the texts of a column as values of its type. For one thread. */
final class TextValues {

    private static final int LONGEST_NUMBER = 400;

    private final TimeReader times;
    private final JsonFactory json = NdjsonReader.jsonFactory();
    private final JsonValues values = new JsonValues();

    TextValues(TimeReader times) {
        this.times = times;
    }

    void set(RowBatch batch, String name, ColumnType type, String text) throws RowRefused {
        switch (type) {
            case TEXT -> batch.set(name, text);
            case NUMBER -> number(batch, name, text);
            case BOOLEAN -> batch.set(name, bool(name, text));
            case DATE -> batch.set(name, times.stored(name, text));
            case LIST -> batch.set(name, list(name, text));
        }
    }

    /** Tags out of a JSON array of texts. */
    List<String> tags(String text) throws RowRefused {
        return parse("tags", text, parser -> parser.nextToken() == null ? List.of() : values.tags(parser));
    }

    private void number(RowBatch batch, String name, String text) throws RowRefused {
        if (isShortInteger(text)) {
            batch.set(name, Long.parseLong(text));
            return;
        }
        if (text.length() > LONGEST_NUMBER) {
            throw RowRefused.wrongType(
                    name, RowRefused.shown(text), "a number of at most " + LONGEST_NUMBER + " digits");
        }
        BigDecimal number;
        try {
            number = new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw RowRefused.wrongType(
                    name, RowRefused.shown(text), "a number such as -12.5, for its column has numbers");
        }
        batch.set(name, NumberCheck.checked(name, number));
    }

    private static boolean isShortInteger(String text) {
        int from = text.startsWith("-") ? 1 : 0;
        if (text.length() == from || text.length() > 18) {
            return false;
        }
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean bool(String name, String text) throws RowRefused {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default ->
                throw RowRefused.wrongType(name, RowRefused.shown(text), "true or false, for its column has booleans");
        };
    }

    private List<String> list(String name, String text) throws RowRefused {
        return parse(name, text, parser -> {
            JsonToken first = parser.nextToken();
            return first == JsonToken.START_ARRAY ? values.list(parser, name, 3) : refuse(name, text);
        });
    }

    private List<String> parse(String name, String text, ListParser list) throws RowRefused {
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), text)) {
            List<String> found = list.read(parser);
            if (!text.isBlank() && parser.nextToken() == null) {
                return found;
            }
        } catch (JacksonException e) {
            // Said below, as for what follows an array.
        }
        return refuse(name, text);
    }

    private static List<String> refuse(String name, String text) throws RowRefused {
        throw RowRefused.wrongType(name, RowRefused.shown(text), "a JSON array such as [\"a\",\"b\"]");
    }

    private interface ListParser {
        List<String> read(JsonParser parser) throws RowRefused;
    }
}
