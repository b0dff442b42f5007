package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot.WrittenRows;
import io.muster.engine.ExportColumn;
import io.muster.engine.Progress;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;

/** Writes members to a Parquet file, and counts what is in it. */
final class ParquetWriter {

    private final Session session;
    private final RowSources sources;
    private final State state;
    private final Deadline deadline;

    ParquetWriter(Session session, RowSources sources, State state, Deadline deadline) {
        this.session = session;
        this.sources = sources;
        this.state = state;
        this.deadline = deadline;
    }

    WrittenRows write(RoaringBitmap members, List<ExportColumn> columns, Path parquet, Progress progress) {
        if (columns.isEmpty()) {
            throw new MusterException(ErrorCode.INVALID_REQUEST, "An export needs at least one column.");
        }
        boolean everyone = members.getLongCardinality() == state.profiles();
        try (RowSources.Offer offer = sources.offer(new BitmapSource(members))) {
            String rows = state.catalog().table("profiles") + " p"
                    + (everyone ? "" : " SEMI JOIN " + offer.table() + " m ON m.ordinal = p.ordinal");
            ExportExpressions expressions = new ExportExpressions(state.catalog());
            String select = columns.stream()
                    .map(column -> expressions.of(column.source()) + " AS " + Sql.name(column.header()))
                    .collect(Collectors.joining(", "));
            new FileCopy(session, deadline)
                    .write(
                            "SELECT " + select + " FROM " + rows + " ORDER BY p.ordinal",
                            parquet,
                            "FORMAT parquet, COMPRESSION snappy",
                            members.getLongCardinality(),
                            progress);
            return count(columns, rows, parquet);
        }
    }

    /** A file without keys does not say who is in it; then the rows it was written from are counted again. */
    private WrittenRows count(List<ExportColumn> columns, String rows, Path parquet) {
        String file = "read_parquet(" + Sql.text(parquet.toString()) + ")";
        long written = session.number("SELECT count(*) FROM " + file, deadline);
        Optional<String> key = columns.stream()
                .filter(column -> column.source() instanceof ExportColumn.ExportKey
                        || column.source() instanceof ExportColumn.Id)
                .map(ExportColumn::header)
                .findFirst();
        long distinct = key.isPresent()
                ? session.number("SELECT count(DISTINCT " + Sql.name(key.get()) + ") FROM " + file, deadline)
                : session.number("SELECT count(DISTINCT p.ordinal) FROM " + rows, deadline);
        return new WrittenRows(written, distinct);
    }
}
