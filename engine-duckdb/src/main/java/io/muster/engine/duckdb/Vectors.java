package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBDataChunkReader;
import org.jooq.Select;

/** Runs queries whose results are read a chunk at a time, column by column. */
final class Vectors {

    private final Session session;
    private final Deadline deadline;

    Vectors(Session session, Deadline deadline) {
        this.session = session;
        this.deadline = deadline;
    }

    /** Takes a chunk of a result; its columns are valid only meanwhile. */
    @FunctionalInterface
    interface ChunkReader {
        void read(DuckDBDataChunkReader chunk, long rows);
    }

    void stream(Select<?> select, ChunkReader reader) {
        stream(Session.RENDERER.render(select), Session.RENDERER.extractBindValues(select), reader);
    }

    void stream(String sql, List<Object> values, ChunkReader reader) {
        try (var statement = session.connection().prepare(sql);
                var _ = deadline.onEnd(() -> Session.cancel(statement))) {
            deadline.check();
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            try (DuckDBChunkedResult result = statement.query()) {
                while (result.nextChunk()) {
                    reader.read(result.chunk(), result.chunk().rowCount());
                }
            }
        } catch (SQLException e) {
            throw Failures.of(e, deadline);
        }
    }
}
