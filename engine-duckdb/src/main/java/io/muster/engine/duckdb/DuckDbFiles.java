package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.engine.Progress;
import io.muster.engine.SnapshotFiles;
import io.muster.engine.TableReader;
import java.nio.file.Path;

/** Converts snapshots with DuckDB's COPY. Thread-safe. */
final class DuckDbFiles implements SnapshotFiles {

    private final Database database;

    DuckDbFiles(Database database) {
        this.database = database;
    }

    @Override
    public void toCsv(Path parquet, Path csv, Progress progress, Deadline deadline) {
        convert(parquet, csv, "FORMAT csv, HEADER true", progress, deadline);
    }

    @Override
    public void toNdjson(Path parquet, Path ndjson, Progress progress, Deadline deadline) {
        convert(parquet, ndjson, "FORMAT json", progress, deadline);
    }

    @Override
    public TableReader open(Path parquet) {
        return ParquetReader.open(database, parquet);
    }

    private void convert(Path from, Path to, String options, Progress progress, Deadline deadline) {
        String file = "read_parquet(" + Sql.text(from.toString()) + ")";
        try (Session session = database.open()) {
            long rows = session.number("SELECT count(*) FROM " + file, deadline);
            new FileCopy(session, deadline).write("FROM " + file, to, options, rows, progress);
        }
    }
}
