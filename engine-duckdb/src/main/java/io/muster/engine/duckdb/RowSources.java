package io.muster.engine.duckdb;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.duckdb.DuckDBDataChunkWriter;
import org.duckdb.DuckDBFunctions;
import org.duckdb.DuckDBTableFunction;
import org.duckdb.DuckDBTableFunctionBindInfo;
import org.duckdb.DuckDBTableFunctionCallInfo;
import org.duckdb.DuckDBTableFunctionInitInfo;

/**
 * Lets statements read {@link RowSource}s: a table function that takes the number under which a source is offered.
 * Thread-safe.
 */
final class RowSources {

    private static final String FUNCTION = "muster_rows";

    private final Map<Long, RowSource> offered = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();

    RowSources(Connection connection) throws SQLException {
        try (var builder = DuckDBFunctions.tableFunction()) {
            builder.withName(FUNCTION)
                    .withParameter(Long.class)
                    .withFunction(new Function())
                    .register(connection);
        }
    }

    /** Makes the source readable until the offer is closed. */
    Offer offer(RowSource source) {
        long number = numbers.incrementAndGet();
        offered.put(number, source);
        return new Offer(number);
    }

    /** A source on offer. */
    final class Offer implements AutoCloseable {
        private final long number;

        private Offer(long number) {
            this.number = number;
        }

        /** What to write after FROM. */
        String table() {
            return FUNCTION + "(" + number + ")";
        }

        @Override
        public void close() {
            offered.remove(number);
        }
    }

    private final class Function implements DuckDBTableFunction<RowSource, RowSource.Cursor, Object> {

        @Override
        public RowSource bind(DuckDBTableFunctionBindInfo info) throws SQLException {
            RowSource source = offered.get(info.getParameter(0).getLong());
            if (source == null) {
                throw new SQLException("the rows are no longer on offer");
            }
            for (RowSource.Column column : source.columns()) {
                info.addResultColumn(column.name(), column.type());
            }
            return source;
        }

        @Override
        public RowSource.Cursor init(DuckDBTableFunctionInitInfo info) throws SQLException {
            info.setMaxThreads(1);
            return info.<RowSource>getBindData().open();
        }

        @Override
        public long apply(DuckDBTableFunctionCallInfo info, DuckDBDataChunkWriter chunk) throws SQLException {
            return info.<RowSource.Cursor>getInitData().fill(chunk);
        }
    }
}
