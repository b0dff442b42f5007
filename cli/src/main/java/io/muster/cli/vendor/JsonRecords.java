package io.muster.cli.vendor;

import io.muster.client.MusterJson;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * The elements of lists in JSON, one by one: of the list that is a certain member of an object, however many such objects
 * stand one after the other, or of a list that stands alone. For one thread.
 */
final class JsonRecords implements AutoCloseable {
    private final InputStream in;
    private final JsonParser parser;
    private final String member;
    private boolean inside;
    private boolean found;

    JsonRecords(Opener file, String member) throws IOException {
        this.in = file.open();
        this.parser = MusterJson.mapper().createParser(in);
        this.member = member;
    }

    /**
     * The next element, null after the last.
     *
     * @throws IllegalArgumentException where the text is not JSON, or has no such list
     */
    @Nullable
    JsonNode next() {
        try {
            while (inside || enter()) {
                if (parser.nextToken() != JsonToken.END_ARRAY) {
                    return parser.readValueAsTree();
                }
                inside = false;
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("The file is not JSON from here on: " + place(e), e);
        }
        if (!found) {
            throw new IllegalArgumentException("The file has no list \"" + member + "\"; is it the right one?");
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        parser.close();
        in.close();
    }

    /** Goes on to the beginning of the next list. */
    private boolean enter() {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            boolean nested = token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY;
            boolean list = token == JsonToken.START_ARRAY && isWanted();
            if (list) {
                inside = true;
                found = true;
                return true;
            }
            if (nested && !parser.streamReadContext().getParent().inRoot()) {
                parser.skipChildren();
            }
        }
        return false;
    }

    private boolean isWanted() {
        var parent = parser.streamReadContext().getParent();
        return parent.inRoot() || (parent.getParent().inRoot() && member.equals(parent.currentName()));
    }

    private static String place(JacksonException error) {
        var at = error.getLocation();
        return at == null ? error.getOriginalMessage() : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ".";
    }
}
