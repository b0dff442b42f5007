package io.muster.engine.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that a reader gave, in a form that tests can compare: a sorted map of texts for each row. */
record ReadRows(List<Map<String, String>> rows, List<RejectedRowList.Rejected> rejected) {

    static ReadRows profiles(String ndjson) {
        return ndjson(RowKind.PROFILES, ndjson.getBytes(UTF_8), ZoneOffset.UTC);
    }

    static ReadRows events(String ndjson) {
        return ndjson(RowKind.EVENTS, ndjson.getBytes(UTF_8), ZoneOffset.UTC);
    }

    static ReadRows ndjson(RowKind kind, byte[] bytes, ZoneId zone) {
        return ndjson(kind, new ByteArrayInputStream(bytes), zone);
    }

    static ReadRows ndjson(RowKind kind, InputStream in, ZoneId zone) {
        RejectedRowList rejected = new RejectedRowList(10_000);
        return of(new NdjsonReader(in, kind, zone, rejected), kind, rejected);
    }

    static ReadRows of(RowReader reader, RowKind kind, RejectedRowList rejected) {
        List<Map<String, String>> rows = new ArrayList<>();
        RowBatch batch = new RowBatch(kind);
        try (reader) {
            while (reader.read(batch)) {
                for (int row = 0; row < batch.size(); row++) {
                    rows.add(row(batch, row));
                }
            }
        }
        return new ReadRows(rows, rejected.first());
    }

    /** The only row, which must be the only outcome. */
    Map<String, String> only() {
        if (rows.size() != 1 || !rejected.isEmpty()) {
            throw new AssertionError("not one row but " + this);
        }
        return rows.getFirst();
    }

    /** The only refused row, which must be the only outcome. */
    RejectedRowList.Rejected onlyRejected() {
        if (!rows.isEmpty() || rejected.size() != 1) {
            throw new AssertionError("not one refused row but " + this);
        }
        return rejected.getFirst();
    }

    private static Map<String, String> row(RowBatch batch, int row) {
        Map<String, String> all = new TreeMap<>();
        all.put("$profile", batch.profile(row));
        if (batch.kind() == RowKind.EVENTS) {
            all.put("$id", String.valueOf(batch.eventId(row)));
            all.put("$name", batch.eventName(row));
            all.put("$time", String.valueOf(batch.time(row)));
        }
        batch.fields().forEach(field -> put(all, field.name(), field, row));
        batch.identities().forEach(field -> put(all, "@" + field.name(), field, row));
        put(all, "#tags", batch.tags(), row);
        return all;
    }

    private static void put(Map<String, String> all, String key, Field field, int row) {
        switch (field.kind(row)) {
            case ABSENT -> {}
            case NULL -> all.put(key, "null");
            case TEXT -> all.put(key, "'" + field.text(row) + "'");
            case LONG -> all.put(key, "long " + field.number(row));
            case DECIMAL -> all.put(key, "decimal " + field.number(row));
            case DOUBLE -> all.put(key, "double " + field.real(row));
            case BOOLEAN -> all.put(key, field.number(row) == 1 ? "true" : "false");
            case LIST -> all.put(key, field.list(row).toString());
        }
    }
}
