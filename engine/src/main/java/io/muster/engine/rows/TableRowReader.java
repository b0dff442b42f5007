package io.muster.engine.rows;

import io.muster.engine.TableReader;
import io.muster.engine.rows.ColumnTarget.Role;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rows of a table with typed columns, such as Parquet, under the same mapping as CSV. Null is absent. Values
 * keep their types, except where {@link ReadOptions#types()} asks for others; dates and times become ISO text. The
 * lines told of refused rows are rows, counted from 1. For one thread.
 */
public final class TableRowReader implements RowReader {

    /** What a value without a length of its own is reckoned as, in bytes. */
    private static final int VALUE_BYTES = 8;

    private final TableReader table;
    private final ColumnMapping mapping;
    private final ColumnRow row;
    private final TableValues values;
    private final RejectedRows rejected;
    private long number;

    /**
     * @param table is closed with the reader
     * @throws io.muster.model.MusterException INVALID_MAPPING, INVALID_REQUEST; the table is then left open
     */
    public TableRowReader(TableReader table, RowKind kind, ReadOptions options, RejectedRows rejected) {
        this.table = table;
        this.mapping = new ColumnMapping(table.columns(), kind, options);
        this.row = new ColumnRow(kind, options);
        this.values = new TableValues(row.times());
        this.rejected = rejected;
    }

    @Override
    public boolean read(RowBatch batch) {
        boolean more = true;
        do {
            batch.clear();
            long bytes = 0;
            while (more && RowLimits.hasRoom(batch, bytes)) {
                more = table.next();
                if (more) {
                    number++;
                    bytes += take(batch);
                }
            }
        } while (more && batch.size() == 0);
        return batch.size() > 0;
    }

    @Override
    public void close() {
        table.close();
    }

    /** Takes the present row and tells about how many bytes it has. */
    private long take(RowBatch batch) {
        long bytes = 0;
        try {
            row.begin();
            values.clear();
            for (int column = 0; column < mapping.size(); column++) {
                Object value = mapping.target(column).role() == Role.DROPPED ? null : table.value(column);
                bytes += size(value);
                set(batch, column, value);
            }
            row.end(batch);
        } catch (RowRefused e) {
            batch.takeBack();
            rejected.reject(number, e.code(), e.detail());
        }
        return bytes;
    }

    private void set(RowBatch batch, int column, @Nullable Object value) throws RowRefused {
        if (value == null) {
            return;
        }
        ColumnTarget target = mapping.target(column);
        switch (target.role()) {
            case EVENT_ID, PROFILE_ID, IDENTITY -> setText(batch, target, id(target.name(), value));
            case NAME -> setText(batch, target, name(value));
            case TIME -> time(batch, target, value);
            case TAGS -> tags(batch, target, value);
            case FIELD -> field(batch, column, target, value);
            case DROPPED -> {}
        }
    }

    private void setText(RowBatch batch, ColumnTarget target, String text) throws RowRefused {
        if (!text.isEmpty()) {
            row.set(batch, target, ColumnType.TEXT, text);
        }
    }

    private String id(String field, Object value) throws RowRefused {
        if (value instanceof String text) {
            return text;
        }
        String digits = value instanceof Number ? values.text(field, value) : "";
        if (digits.isEmpty() || digits.contains(".")) {
            throw RowRefused.wrongType(field, shown(value), "a text or an integer");
        }
        return digits;
    }

    private static String name(Object value) throws RowRefused {
        if (value instanceof String text) {
            return text;
        }
        throw RowRefused.wrongType("name", shown(value), "a text");
    }

    private void time(RowBatch batch, ColumnTarget target, Object value) throws RowRefused {
        switch (value) {
            case Instant instant -> row.time(instant.toEpochMilli());
            case LocalDateTime local -> row.time(row.times().millis(local));
            case LocalDate date -> row.time(row.times().millis(date));
            case Long millis -> row.time(millis);
            case String text -> setText(batch, target, text);
            default -> throw row.times().invalid(target.name(), shown(value));
        }
    }

    private void tags(RowBatch batch, ColumnTarget target, Object value) throws RowRefused {
        switch (value) {
            case String text -> setText(batch, target, text);
            case List<?> list -> {
                Set<String> tags = new LinkedHashSet<>();
                for (Object tag : list) {
                    if (!(tag instanceof String text) || text.isEmpty()) {
                        throw RowRefused.wrongType("tags", "a list with " + shown(tag) + " in it", "one of texts");
                    }
                    tags.add(text);
                }
                batch.setTags(List.copyOf(tags));
            }
            default -> throw RowRefused.wrongType("tags", shown(value), "a list of texts");
        }
    }

    private void field(RowBatch batch, int column, ColumnTarget target, Object value) throws RowRefused {
        ColumnType type = mapping.type(column);
        if (type == null || value instanceof List || value instanceof Map) {
            values.set(batch, target.name(), value, 2);
            return;
        }
        String text = values.text(target.name(), value);
        if (!text.isEmpty()) {
            row.set(batch, target, type, text);
        } else if (type == ColumnType.TEXT) {
            row.setEmpty(batch, target);
        }
    }

    private static String shown(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case List<?> _ -> "a list";
            case Map<?, ?> _ -> "a structure";
            default -> RowRefused.shown(value.toString());
        };
    }

    private static long size(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case String text -> text.length();
            case List<?> list -> list.stream().mapToLong(TableRowReader::size).sum();
            case Map<?, ?> map ->
                map.values().stream().mapToLong(TableRowReader::size).sum();
            default -> VALUE_BYTES;
        };
    }
}
