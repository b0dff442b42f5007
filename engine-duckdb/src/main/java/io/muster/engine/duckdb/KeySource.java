package io.muster.engine.duckdb;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.duckdb.DuckDBColumnType;
import org.duckdb.DuckDBDataChunkWriter;

/** Keys, as a column {@code key}. */
record KeySource(Collection<String> keys) implements RowSource {

    @Override
    public List<Column> columns() {
        return List.of(new Column("key", DuckDBColumnType.VARCHAR));
    }

    @Override
    public Cursor open() {
        Iterator<String> rest = keys.iterator();
        return new Cursor() {
            @Override
            public int fill(DuckDBDataChunkWriter chunk) throws SQLException {
                List<byte[]> some = new ArrayList<>();
                while (some.size() < chunk.capacity() && rest.hasNext()) {
                    some.add(Utf8.bytes(rest.next()));
                }
                chunk.vector(0).setStringUtf8Batch(0, some.toArray(byte[][]::new));
                return some.size();
            }
        };
    }
}
