package io.muster.engine.rows;

import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads keys out of NDJSON: on each line an object with the key as one of its members, or the bare key. The first line
 * with a key decides which member that is. For one thread.
 */
public final class NdjsonKeyReader implements KeyReader {

    private final LineReader lines;
    private final KeyColumn wanted;
    private final RejectedRows rejected;
    private final JsonValues values = new JsonValues();
    private final JsonFactory json = NdjsonReader.jsonFactory();
    private @Nullable String column;
    private String key = "";

    /** @param in is closed with the reader */
    public NdjsonKeyReader(InputStream in, KeyColumn wanted, RejectedRows rejected) {
        this.lines = new LineReader(in);
        this.wanted = wanted;
        this.rejected = rejected;
    }

    @Override
    public boolean next() {
        while (lines.next()) {
            if (!lines.isBlank() && take()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public long line() {
        return lines.number();
    }

    @Override
    public String column() {
        return column == null ? wanted.candidates().getFirst() : column;
    }

    @Override
    public void close() {
        lines.close();
    }

    private boolean take() {
        try {
            lines.check();
            values.escaped(lines.mayHaveEscapes());
            key = read();
            return true;
        } catch (RowRefused e) {
            rejected.reject(lines.number(), e.code(), e.detail());
        } catch (JacksonException e) {
            rejected.reject(lines.number(), RowError.ROW_NOT_JSON, "The line is not JSON; give one object on each.");
        }
        return false;
    }

    private String read() throws RowRefused {
        int length = lines.end() - lines.start();
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), lines.buffer(), lines.start(), length)) {
            JsonToken first = parser.nextToken();
            String found = first == JsonToken.START_OBJECT ? member(parser) : values.id(parser, column());
            if (parser.nextToken() != null) {
                throw new RowRefused(RowError.ROW_NOT_JSON, "The line goes on after its value; give one on each line.");
            }
            if (found == null || found.isEmpty()) {
                throw RowRefused.missing(column(), "give a profile's key");
            }
            return found;
        }
    }

    private @Nullable String member(JsonParser parser) throws RowRefused {
        List<String> names = column == null ? wanted.candidates() : List.of(column);
        int best = names.size();
        String found = null;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            int place = names.indexOf(name);
            if (place >= 0 && place <= best) {
                best = place;
                found = values.id(parser, name);
            } else {
                parser.skipChildren();
            }
        }
        if (found != null && !found.isEmpty()) {
            column = names.get(best);
        }
        return found;
    }
}
