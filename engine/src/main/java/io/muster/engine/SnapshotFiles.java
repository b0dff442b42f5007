package io.muster.engine;

import java.nio.file.Path;

/** Converts an export's snapshot (a Parquet file) to what people ask for. Thread-safe. */
public interface SnapshotFiles {

    /** Writes RFC 4180 CSV in UTF-8: header row, LF, null as nothing, the empty text as {@code ""}. */
    void toCsv(Path parquet, Path csv, Progress progress, Deadline deadline);

    /** Writes one JSON object a line; null values are written as null. */
    void toNdjson(Path parquet, Path ndjson, Progress progress, Deadline deadline);

    /** Opens a snapshot as rows of names and values. */
    TableReader open(Path parquet);
}
