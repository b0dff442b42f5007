package io.muster.engine.duckdb;

import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBWritableVector;

/** Pairs of {@code local} numbers (−1, −2, …) and the {@code global} ones that they stand for. */
final class PairSource implements RowSource {

    private final int[] globals;

    PairSource(int[] globals) {
        this.globals = globals;
    }

    @Override
    public List<Column> columns() {
        return List.of(new Column("local", DuckDBColumnType.INTEGER), new Column("global", DuckDBColumnType.INTEGER));
    }

    @Override
    public Cursor open() {
        return new Cursor() {
            private int next;

            @Override
            public int fill(DuckDBDataChunkWriter chunk) throws SQLException {
                int size = (int) Math.min(chunk.capacity(), globals.length - next);
                DuckDBWritableVector local = chunk.vector(0);
                DuckDBWritableVector global = chunk.vector(1);
                for (int i = 0; i < size; i++, next++) {
                    local.setInt(i, -1 - next);
                    global.setInt(i, globals[next]);
                }
                return size;
            }
        };
    }
}
