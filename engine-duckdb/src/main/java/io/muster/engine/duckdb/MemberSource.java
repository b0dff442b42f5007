package io.muster.engine.duckdb;

import io.muster.engine.Entrance;
import io.muster.engine.rows.JsonTexts;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBWritableVector;
import org.roaringbitmap.BatchIterator;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * Members with the segments they are in: columns {@code ordinal}, {@code s0}, {@code s1} … for whether they are in each of
 * {@code asked}, {@code e0}, {@code e1} … since when they are in each of {@code entrances}, in epoch milliseconds, and
 * {@code segments}, a JSON array of the names in {@code all}.
 *
 * @param all by name; empty for no such column
 */
record MemberSource(
        RoaringBitmap members,
        List<RoaringBitmap> asked,
        List<List<Entrance>> entrances,
        Map<String, RoaringBitmap> all)
        implements RowSource {

    @Override
    public List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        columns.add(new Column("ordinal", DuckDBColumnType.INTEGER));
        for (int i = 0; i < asked.size(); i++) {
            columns.add(new Column("s" + i, DuckDBColumnType.BOOLEAN));
        }
        for (int i = 0; i < entrances.size(); i++) {
            columns.add(new Column("e" + i, DuckDBColumnType.BIGINT));
        }
        if (!all.isEmpty()) {
            columns.add(new Column("segments", DuckDBColumnType.VARCHAR));
        }
        return columns;
    }

    @Override
    public Cursor open() {
        return new Members();
    }

    private final class Members implements Cursor {
        private final BatchIterator ordinals = members.getBatchIterator();
        private final List<EntranceTimes> times =
                entrances.stream().map(EntranceTimes::new).toList();
        private final Lists lists = new Lists(all);
        private int[] batch = {};

        @Override
        public int fill(DuckDBDataChunkWriter chunk) throws SQLException {
            if (batch.length == 0) {
                batch = new int[(int) chunk.capacity()];
            }
            int size = ordinals.hasNext() ? ordinals.nextBatch(batch) : 0;
            DuckDBWritableVector vector = chunk.vector(0);
            for (int i = 0; i < size; i++) {
                vector.setInt(i, batch[i]);
            }
            for (int column = 0; column < asked.size(); column++) {
                DuckDBWritableVector in = chunk.vector(1 + column);
                for (int i = 0; i < size; i++) {
                    in.setBoolean(i, asked.get(column).contains(batch[i]));
                }
            }
            for (int column = 0; column < times.size(); column++) {
                fill(chunk.vector(1 + asked.size() + column), times.get(column), size);
            }
            if (!all.isEmpty() && size > 0) {
                chunk.vector(1 + asked.size() + times.size()).setStrings(0, lists.of(batch, size));
            }
            return size;
        }

        private void fill(DuckDBWritableVector vector, EntranceTimes since, int size) throws SQLException {
            for (int i = 0; i < size; i++) {
                OptionalLong millis = since.of(batch[i]);
                if (millis.isPresent()) {
                    vector.setLong(i, millis.getAsLong());
                } else {
                    vector.setNull(i);
                }
            }
        }
    }

    /** Texts of the sets of segments that profiles are in; few sets are many profiles'. */
    private static final class Lists {
        private final List<PeekableIntIterator> iterators = new ArrayList<>();
        private final List<String> names = new ArrayList<>();
        private final List<String> texts = new ArrayList<>(List.of(""));
        private final Map<Long, Integer> longer = new HashMap<>();

        Lists(Map<String, RoaringBitmap> all) {
            new TreeMap<>(all).forEach((name, members) -> {
                names.add(JsonTexts.quote(name));
                iterators.add(members.getIntIterator());
            });
        }

        /** For ascending ordinals, above those of the call before. */
        String[] of(int[] ordinals, int size) {
            int[] sets = new int[size];
            for (int segment = 0; segment < iterators.size(); segment++) {
                PeekableIntIterator members = iterators.get(segment);
                for (int i = 0; i < size; i++) {
                    members.advanceIfNeeded(ordinals[i]);
                    if (members.hasNext() && members.peekNext() == ordinals[i]) {
                        sets[i] = with(sets[i], segment);
                    }
                }
            }
            String[] lists = new String[size];
            for (int i = 0; i < size; i++) {
                lists[i] = "[" + texts.get(sets[i]) + "]";
            }
            return lists;
        }

        private int with(int set, int segment) {
            return longer.computeIfAbsent((long) set << Integer.SIZE | segment, key -> {
                texts.add(set == 0 ? names.get(segment) : texts.get(set) + "," + names.get(segment));
                return texts.size() - 1;
            });
        }
    }
}
