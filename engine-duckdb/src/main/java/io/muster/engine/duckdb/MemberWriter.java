package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot.WrittenRows;
import io.muster.engine.ExportColumn;
import io.muster.engine.Progress;
import io.muster.engine.TableFormat;
import io.muster.engine.rows.Numbers;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;

/** Writes members to a file, in one statement of the snapshot's own transaction. */
final class MemberWriter {

    private final Session session;
    private final RowSources sources;
    private final State state;
    private final Deadline deadline;

    MemberWriter(Session session, RowSources sources, State state, Deadline deadline) {
        this.session = session;
        this.sources = sources;
        this.state = state;
        this.deadline = deadline;
    }

    WrittenRows write(
            RoaringBitmap members, List<ExportColumn> columns, TableFormat format, Path file, Progress progress) {
        if (columns.isEmpty()) {
            throw new MusterException(ErrorCode.INVALID_REQUEST, "An export needs at least one column.");
        }
        long expected = members.getLongCardinality();
        try (RowSources.Offer offer = sources.offer(new BitmapSource(members))) {
            String rows = state.catalog().table("profiles") + " p"
                    + (expected == state.profiles()
                            ? ""
                            : " SEMI JOIN " + offer.table() + " m ON m.ordinal = p.ordinal");
            ExportExpressions expressions = format == TableFormat.PARQUET
                    ? ExportExpressions.typed(state.catalog())
                    : ExportExpressions.written(state.catalog(), this::scale);
            String select = columns.stream()
                    .map(column -> expressions.of(column.source()) + " AS " + Sql.name(column.header()))
                    .collect(Collectors.joining(", "));
            long written = new FileCopy(session, deadline)
                    .write("SELECT " + select + " FROM " + rows, file, options(format), expected, progress);
            long distinct = new Ordinals(session, state.profiles(), deadline).distinct("SELECT p.ordinal FROM " + rows);
            return new WrittenRows(written, distinct);
        }
    }

    /** The decimals that all values of a column need. */
    private int scale(String column) {
        String fits = IntStream.range(1, Numbers.SCALE)
                .mapToObj(scale -> "WHEN bool_and(" + column + " = " + column + "::DECIMAL(18," + scale + ")) THEN " + scale)
                .collect(Collectors.joining(" "));
        String sql = "SELECT CASE " + fits + " ELSE " + Numbers.SCALE + " END FROM "
                + state.catalog().table("profiles") + " p";
        return (int) session.number(sql, deadline);
    }

    private static String options(TableFormat format) {
        return switch (format) {
            case PARQUET -> "FORMAT parquet, COMPRESSION snappy";
            case CSV -> "FORMAT csv, HEADER true";
            case NDJSON -> "FORMAT json";
        };
    }
}
