package io.muster.engine.duckdb;

import io.muster.engine.sql.StorageKind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * Rows of one table on their way into DuckDB: {@code pos}, {@code source}, {@code profile}, {@code id}, {@code time} or
 * {@code tags}, and one column for each of the staged fields'. A DECIMAL is its 10,000-fold; a LIST is its elements
 * joined by U+0001.
 */
final class RowsSource implements RowSource {

    private static final int FIXED = 5;

    private final boolean events;
    private final List<Part> parts;
    private final List<StagedFields.StagedColumn> columns;
    private final int[] ordinals;

    /** @param ordinals what new ids' numbers stand for; empty to leave them as they are */
    RowsSource(boolean events, List<Part> parts, StagedFields fields, int[] ordinals) {
        this.events = events;
        this.parts = List.copyOf(parts);
        this.columns = fields.columns();
        this.ordinals = ordinals;
    }

    /**
     * Some rows with what was looked up for them.
     *
     * @param source the import they belong to, counted from 0 among those staged together
     * @param first the position of the first row of their batch
     * @param profiles ordinals, or −1 − number of a new id
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Part(Rows rows, int source, long first, int[] profiles) {}

    @Override
    public List<Column> columns() {
        List<Column> all = new ArrayList<>();
        all.add(new Column("pos", DuckDBColumnType.BIGINT));
        all.add(new Column("source", DuckDBColumnType.INTEGER));
        all.add(new Column("profile", DuckDBColumnType.INTEGER));
        all.add(new Column("id", DuckDBColumnType.VARCHAR));
        all.add(events ? new Column("time", DuckDBColumnType.BIGINT) : new Column("tags", DuckDBColumnType.VARCHAR));
        columns.forEach(column -> all.add(new Column(column.name(), type(column.kind()))));
        return all;
    }

    @Override
    public Cursor open() {
        return new PartsCursor();
    }

    /** The type of a staged column in SQL. */
    static String sqlType(StorageKind kind) {
        return switch (kind) {
            case TEXT, LONG, DOUBLE, BOOLEAN, NULL, INSTANT, DAY -> Kinds.sqlType(kind);
            case DECIMAL -> "BIGINT";
            case LIST -> "VARCHAR";
        };
    }

    private static DuckDBColumnType type(StorageKind kind) {
        return switch (kind) {
            case TEXT, LIST -> DuckDBColumnType.VARCHAR;
            case LONG, DECIMAL, INSTANT -> DuckDBColumnType.BIGINT;
            case DOUBLE -> DuckDBColumnType.DOUBLE;
            case BOOLEAN, NULL -> DuckDBColumnType.BOOLEAN;
            case DAY -> DuckDBColumnType.INTEGER;
        };
    }

    private final class PartsCursor implements Cursor {
        private int next;

        @Override
        public int fill(DuckDBDataChunkWriter chunk) throws SQLException {
            int from = next;
            int size = 0;
            while (next < parts.size() && size + parts.get(next).rows().size() <= chunk.capacity()) {
                size += parts.get(next++).rows().size();
            }
            List<Part> now = parts.subList(from, next);
            if (size > 0) {
                fillNumbers(chunk, now);
                chunk.vector(3).setStrings(0, ids(now, size));
                if (events) {
                    fillTimes(chunk.vector(4), now);
                } else {
                    chunk.vector(4).setStrings(0, tags(now, size));
                }
                for (int i = 0; i < columns.size(); i++) {
                    fillColumn(chunk.vector(FIXED + i), columns.get(i), now, size);
                }
            }
            return size;
        }
    }

    private void fillNumbers(DuckDBDataChunkWriter chunk, List<Part> now) throws SQLException {
        DuckDBWritableVector positions = chunk.vector(0);
        DuckDBWritableVector sources = chunk.vector(1);
        DuckDBWritableVector profiles = chunk.vector(2);
        int at = 0;
        for (Part part : now) {
            for (int row = 0; row < part.rows().size(); row++, at++) {
                int profile = part.profiles()[row];
                positions.setLong(at, part.first() + part.rows().places()[row]);
                sources.setInt(at, part.source());
                profiles.setInt(at, profile < 0 && ordinals.length > 0 ? ordinals[-1 - profile] : profile);
            }
        }
    }

    private @Nullable String[] ids(List<Part> now, int size) {
        @Nullable String[] ids = new @Nullable String[size];
        int at = 0;
        for (Part part : now) {
            for (int row = 0; row < part.rows().size(); row++, at++) {
                if (events) {
                    ids[at] = part.rows().eventIds()[row];
                } else if (part.profiles()[row] < 0) {
                    ids[at] = Utf8.text(part.rows().profiles()[row]);
                }
            }
        }
        return ids;
    }

    private static void fillTimes(DuckDBWritableVector times, List<Part> now) throws SQLException {
        int at = 0;
        for (Part part : now) {
            for (long time : part.rows().times()) {
                times.setLong(at++, time);
            }
        }
    }

    private static @Nullable String[] tags(List<Part> now, int size) {
        @Nullable String[] tags = new @Nullable String[size];
        int at = 0;
        for (Part part : now) {
            for (List<String> list : part.rows().tags()) {
                tags[at++] = TagText.join(list);
            }
        }
        return tags;
    }

    private static void fillColumn(
            DuckDBWritableVector vector, StagedFields.StagedColumn column, List<Part> parts, int size)
            throws SQLException {
        StorageKind kind = column.kind();
        boolean texts = kind == StorageKind.TEXT || kind == StorageKind.LIST;
        @Nullable String[] strings = new @Nullable String[texts ? size : 0];
        int at = 0;
        for (Part part : parts) {
            Cells cells = part.rows().find(column.field().key());
            for (int row = 0; row < part.rows().size(); row++, at++) {
                StorageKind held = cells == null ? null : cells.kind(row);
                if (cells == null || held == null || !isIn(held, kind)) {
                    if (!texts) {
                        vector.setNull(at);
                    }
                } else if (texts) {
                    strings[at] = cells.text(row);
                } else {
                    put(vector, at, kind, cells.number(row));
                }
            }
        }
        if (texts) {
            vector.setStrings(0, strings);
        }
    }

    /** Whether a cell held so has a value in a column of that kind. */
    static boolean isIn(StorageKind held, StorageKind column) {
        return held == column
                || (column == StorageKind.TEXT && (held == StorageKind.INSTANT || held == StorageKind.DAY));
    }

    private static void put(DuckDBWritableVector vector, int at, StorageKind kind, long number) throws SQLException {
        switch (kind) {
            case LONG, DECIMAL, INSTANT -> vector.setLong(at, number);
            case DOUBLE -> vector.setDouble(at, Double.longBitsToDouble(number));
            case BOOLEAN, NULL -> vector.setBoolean(at, number != 0);
            case DAY -> vector.setInt(at, (int) number);
            case TEXT, LIST -> throw new IllegalStateException("texts are written together");
        }
    }
}
