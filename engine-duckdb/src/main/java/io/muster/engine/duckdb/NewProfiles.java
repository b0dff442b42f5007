package io.muster.engine.duckdb;

import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBWritableVector;
import org.roaringbitmap.IntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * Ordinals for ids that were unknown when they were staged: those that others have committed meanwhile keep theirs, the
 * rest follow the last one. Made under the project's commit lock, which is what makes it true.
 */
final class NewProfiles implements RowSource {

    private final int first;
    private final int[] ordinals;
    private final List<byte[]> unknown;
    /** Numbers, among the unknown, of those that are new. */
    private final RoaringBitmap fresh = new RoaringBitmap();

    /** @param used the numbers of the ids that are still needed */
    NewProfiles(List<byte[]> unknown, RoaringBitmap used, ProfileIndex index) {
        this.unknown = unknown;
        first = index.size();
        ordinals = new int[unknown.size()];
        Arrays.fill(ordinals, -1);
        int next = first;
        IntIterator numbers = used.getIntIterator();
        while (numbers.hasNext()) {
            int number = numbers.next();
            int known = index.find(unknown.get(number));
            ordinals[number] = known >= 0 ? known : next++;
            if (known < 0) {
                fresh.add(number);
            }
        }
    }

    /** The lowest new ordinal. */
    int first() {
        return first;
    }

    /** How many are new. */
    int size() {
        return fresh.getCardinality();
    }

    /** Whether all ids are new, so that number n stands for the n-th ordinal after the last. */
    boolean areConsecutive() {
        return fresh.getCardinality() == ordinals.length;
    }

    /** Ordinals by number. */
    int[] ordinals() {
        return ordinals;
    }

    /** Makes them known; only once they are committed. */
    void addTo(ProfileIndex index) {
        fresh.forEach((int number) -> {
            index.add(unknown.get(number));
        });
    }

    /** The new ones: {@code ordinal}, {@code id}. */
    @Override
    public List<Column> columns() {
        return List.of(new Column("ordinal", DuckDBColumnType.INTEGER), new Column("id", DuckDBColumnType.VARCHAR));
    }

    @Override
    public Cursor open() {
        return new Cursor() {
            private final IntIterator numbers = fresh.getIntIterator();
            private int next = first;

            @Override
            public int fill(DuckDBDataChunkWriter chunk) throws SQLException {
                DuckDBWritableVector column = chunk.vector(0);
                byte[][] ids = new byte[(int) chunk.capacity()][];
                int size = 0;
                for (; size < ids.length && numbers.hasNext(); size++) {
                    column.setInt(size, next++);
                    ids[size] = unknown.get(numbers.next());
                }
                chunk.vector(1).setStringUtf8Batch(0, Arrays.copyOf(ids, size));
                return size;
            }
        };
    }
}
