package io.muster.engine.rows;

import java.io.InputStream;
import java.time.ZoneId;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads NDJSON: one object a line, in UTF-8. Blank lines, a byte order mark and carriage returns at ends of lines are
 * skipped. Of a name that comes twice in an object the last value counts. A profile's {@code time} is checked but not
 * kept: rows merge in the order in which they come. A row is refused for the first error found in it. For one thread.
 */
public final class NdjsonReader implements RowReader {

    private static final Pattern INTERNALS = Pattern.compile("\\s*\\(start marker at \\[.*?]\\)|, from `[^`]*`");

    private final LineReader lines;
    private final JsonRow row;
    private final RejectedRows rejected;
    /** One for each reader, so that nobody's names fill the symbol table of others. */
    private final JsonFactory json = jsonFactory();

    /**
     * @param in is closed with the reader; when it fails, {@link #read} throws {@link java.io.UncheckedIOException}
     * @param zone that of times without an offset
     */
    public NdjsonReader(InputStream in, RowKind kind, ZoneId zone, RejectedRows rejected) {
        this.lines = new LineReader(in);
        this.row = new JsonRow(kind, zone);
        this.rejected = rejected;
    }

    @Override
    public boolean read(RowBatch batch) {
        boolean more = true;
        do {
            batch.clear();
            long bytes = 0;
            while (more && RowLimits.hasRoom(batch, bytes)) {
                more = lines.next();
                if (more && !lines.isBlank()) {
                    bytes += lines.end() - lines.start();
                    take(batch);
                }
            }
        } while (more && batch.size() == 0);
        return batch.size() > 0;
    }

    @Override
    public void close() {
        lines.close();
    }

    static JsonFactory jsonFactory() {
        // Lines bound texts and names, and rows' depth is counted; only the length of numbers is left to Jackson.
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNameLength(RowLimits.LENGTH * 2)
                .maxStringLength(RowLimits.LENGTH * 2)
                .build();
        return JsonFactory.builder().streamReadConstraints(constraints).build();
    }

    private void take(RowBatch batch) {
        try {
            lines.check();
            parse(batch);
        } catch (RowRefused e) {
            batch.takeBack();
            rejected.reject(lines.number(), e.code(), e.detail());
        } catch (JacksonException e) {
            batch.takeBack();
            refuse(e);
        }
    }

    private void parse(RowBatch batch) throws RowRefused {
        int length = lines.end() - lines.start();
        try (JsonParser parser = json.createParser(ObjectReadContext.empty(), lines.buffer(), lines.start(), length)) {
            row.read(parser, lines.mayHaveEscapes(), batch);
        }
    }

    private void refuse(JacksonException e) {
        String message =
                INTERNALS.matcher(String.valueOf(e.getOriginalMessage())).replaceAll("");
        String cut = message.length() > 200 ? message.substring(0, 200) + "…" : message;
        if (e instanceof StreamConstraintsException) {
            rejected.reject(lines.number(), RowError.ROW_WRONG_TYPE, cut + ".");
        } else if (message.contains("surrogate") && message.contains(" in property name")) {
            // Jackson checks names by itself, texts not.
            rejected.reject(lines.number(), RowError.ROW_INVALID_UTF8, cut + "; send whole characters.");
        } else {
            String place =
                    e.getLocation() == null ? "" : " at byte " + e.getLocation().getByteOffset() + " of the line";
            rejected.reject(lines.number(), RowError.ROW_NOT_JSON, "Not JSON" + place + ": " + cut);
        }
    }
}
