package io.muster.engine.rows;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Sets a row's attributes, properties or identities from a JSON object; objects inside it become names with dots. */
final class JsonFields {

    /** Names with dots that are kept for the next rows; more than a file of sane shape has. */
    private static final int KEPT_NAMES = 10_000;

    private final JsonValues values;
    private final Set<String> objects = new HashSet<>();
    private final Map<String, Map<String, String>> joined = new HashMap<>();
    private int joinedNames;
    private int count;

    JsonFields(JsonValues values) {
        this.values = values;
    }

    /** Begins a row. */
    void clear() {
        objects.clear();
        count = 0;
    }

    /** Reads the object, or null, that the parser is at; one read before in this row under that name is forgotten. */
    void fields(JsonParser parser, String section, RowBatch batch) throws RowRefused {
        if (!objects.isEmpty()) {
            batch.forgetFields();
            objects.clear();
        }
        if (isObject(parser, section)) {
            // The section itself stands for having been read; no field has the empty name.
            objects.add("");
            object(parser, null, 2, batch);
        }
    }

    /** Reads keys by keyspace, or null. */
    void identities(JsonParser parser, RowBatch batch) throws RowRefused {
        batch.forgetIdentities();
        if (!isObject(parser, "identities")) {
            return;
        }
        for (String keyspace = parser.nextName(); keyspace != null; keyspace = parser.nextName()) {
            values.checkText(keyspace, "identities");
            RowLimits.checkName(keyspace);
            parser.nextToken();
            batch.setIdentity(keyspace, key(parser, keyspace));
        }
    }

    /** Reads one key, or null. */
    @Nullable
    String key(JsonParser parser, String keyspace) throws RowRefused {
        counted();
        String key = values.id(parser, keyspace);
        if (key != null && key.isEmpty()) {
            throw RowRefused.wrongType(keyspace, "an empty text", "a key, or null to clear it");
        }
        return key;
    }

    private static boolean isObject(JsonParser parser, String section) throws RowRefused {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.START_OBJECT && token != JsonToken.VALUE_NULL) {
            throw RowRefused.wrongType(section, JsonValues.found(parser), "an object");
        }
        return token == JsonToken.START_OBJECT;
    }

    private void object(JsonParser parser, @Nullable String path, int depth, RowBatch batch) throws RowRefused {
        RowLimits.checkDepth(depth, path == null ? "" : path);
        for (String key = parser.nextName(); key != null; key = parser.nextName()) {
            values.checkText(key, key);
            if (key.isEmpty() || key.length() > RowLimits.NAME) {
                RowLimits.checkName(key);
            }
            String name = path == null ? key : join(path, key);
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT) {
                if (!objects.add(name) || batch.isSet(name)) {
                    batch.forget(name);
                }
                object(parser, name, depth + 1, batch);
            } else {
                if (objects.size() > 1 && objects.contains(name)) {
                    batch.forget(name);
                }
                counted();
                value(parser, token, name, depth, batch);
            }
        }
    }

    private void value(JsonParser parser, JsonToken token, String name, int depth, RowBatch batch) throws RowRefused {
        switch (token) {
            case VALUE_STRING -> batch.set(name, values.text(parser, name));
            case VALUE_NUMBER_INT -> {
                if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                    batch.set(name, values.number(parser, name));
                } else {
                    batch.set(name, parser.getLongValue());
                }
            }
            case VALUE_NUMBER_FLOAT -> batch.set(name, values.number(parser, name));
            case VALUE_TRUE -> batch.set(name, true);
            case VALUE_FALSE -> batch.set(name, false);
            case VALUE_NULL -> batch.setNull(name);
            case START_ARRAY -> batch.set(name, values.list(parser, name, depth + 1));
            case START_OBJECT, NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("no value token: " + token);
        }
    }

    private void counted() throws RowRefused {
        if (++count > RowLimits.FIELDS) {
            throw RowRefused.tooManyFields();
        }
    }

    /** The same String for the same path and key, so that its hash is not made anew for every row. */
    private String join(String path, String key) throws RowRefused {
        Map<String, String> below = joined.get(path);
        String known = below == null ? null : below.get(key);
        if (known != null) {
            return known;
        }
        String name = path + "." + key;
        RowLimits.checkName(name);
        if (++joinedNames > KEPT_NAMES) {
            joined.clear();
            joinedNames = 1;
        }
        joined.computeIfAbsent(path, _ -> new HashMap<>()).put(key, name);
        return name;
    }
}
