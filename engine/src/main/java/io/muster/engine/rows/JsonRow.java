package io.muster.engine.rows;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the object of one row into a batch. For one thread. */
final class JsonRow {

    private static final String PROFILE_FIELDS = "id, shared_user_id, identities, attributes, tags, time";
    private static final String EVENT_FIELDS = "id, profile, name, time, properties";

    private final RowKind kind;
    private final TimeReader times;
    private final JsonValues values = new JsonValues();
    private final JsonFields fields = new JsonFields(values);
    private final RowHead head;
    private boolean sharedGiven;
    private @Nullable String shared;

    JsonRow(RowKind kind, ZoneId zone) {
        this.kind = kind;
        this.times = new TimeReader(zone, null);
        this.head = new RowHead(kind);
    }

    /** Reads and ends the row. Where that throws, the batch has to take it back. */
    void read(JsonParser parser, boolean escaped, RowBatch batch) throws RowRefused {
        head.clear();
        sharedGiven = false;
        fields.clear();
        values.escaped(escaped);
        JsonToken first = parser.nextToken();
        if (first != JsonToken.START_OBJECT) {
            throw new RowRefused(
                    RowError.ROW_NOT_OBJECT, "The line is " + JsonValues.found(parser) + "; it has to be an object.");
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (kind) {
                case PROFILES -> profileField(name, parser, batch);
                case EVENTS -> eventField(name, parser, batch);
            }
        }
        if (parser.nextToken() != null) {
            throw new RowRefused(
                    RowError.ROW_NOT_JSON, "There is more after the object; send one object on each line.");
        }
        if (sharedGiven) {
            batch.setIdentity(RowBatch.SHARED_USER_ID, shared);
        }
        head.end(batch);
    }

    private void profileField(String name, JsonParser parser, RowBatch batch) throws RowRefused {
        switch (name) {
            case "id" -> head.profile(values.id(parser, name));
            case RowBatch.SHARED_USER_ID -> {
                shared = fields.key(parser, name);
                sharedGiven = true;
            }
            case "identities" -> fields.identities(parser, batch);
            case "attributes" -> fields.fields(parser, name, batch);
            case "tags" -> batch.setTags(values.tags(parser));
            case "time" -> time(parser);
            default -> throw unknown(name, PROFILE_FIELDS, "attributes");
        }
    }

    private void eventField(String name, JsonParser parser, RowBatch batch) throws RowRefused {
        switch (name) {
            case "id" -> head.eventId(eventId(parser));
            case "profile" -> head.profile(values.id(parser, name));
            case "name" -> head.name(eventName(parser));
            case "time" -> time(parser);
            case "properties" -> fields.fields(parser, name, batch);
            default -> throw unknown(name, EVENT_FIELDS, "properties");
        }
    }

    private @Nullable String eventId(JsonParser parser) throws RowRefused {
        String id = values.id(parser, "id");
        if (id != null && id.isEmpty()) {
            throw RowRefused.missing("id", "give a text or an integer, or leave it out");
        }
        return id;
    }

    private @Nullable String eventName(JsonParser parser) throws RowRefused {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token != JsonToken.VALUE_STRING) {
            throw RowRefused.wrongType("name", JsonValues.found(parser), "a text");
        }
        return values.text(parser, "name");
    }

    private void time(JsonParser parser) throws RowRefused {
        switch (parser.currentToken()) {
            case VALUE_STRING -> head.time(times.millis("time", parser.getString()));
            case VALUE_NUMBER_INT -> {
                if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                    throw times.invalid("time", RowRefused.shown(parser.getString()));
                }
                head.time(times.inRange("time", parser.getLongValue()));
            }
            case VALUE_NUMBER_FLOAT -> throw times.invalid("time", RowRefused.shown(parser.getString()));
            case VALUE_NULL -> head.noTime();
            case JsonToken _ -> throw RowRefused.wrongType("time", JsonValues.found(parser), "a text or an integer");
        }
    }

    private static RowRefused unknown(String name, String known, String open) {
        return new RowRefused(
                RowError.ROW_UNKNOWN_FIELD,
                RowRefused.shown(name) + " is no field of a row; there are " + known + "; put other values into " + open
                        + ".");
    }
}
