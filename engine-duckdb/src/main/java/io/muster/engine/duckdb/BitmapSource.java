package io.muster.engine.duckdb;

import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBWritableVector;
import org.roaringbitmap.BatchIterator;
import org.roaringbitmap.RoaringBitmap;

/** The ordinals of a bitmap, as a column {@code ordinal}. */
record BitmapSource(RoaringBitmap bitmap) implements RowSource {

    @Override
    public List<Column> columns() {
        return List.of(new Column("ordinal", DuckDBColumnType.INTEGER));
    }

    @Override
    public Cursor open() {
        BatchIterator ordinals = bitmap.getBatchIterator();
        return new Cursor() {
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
                return size;
            }
        };
    }
}
