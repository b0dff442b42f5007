package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot.WrittenTable;
import io.muster.engine.ExportRows;
import io.muster.engine.Progress;
import io.muster.engine.TableFormat;
import io.muster.engine.TableTarget;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.util.Map;

/** Writes members to a file, in one statement of the snapshot's own transaction. */
final class MemberWriter {

    private final Session session;
    private final RowSources sources;
    private final State state;
    private final Map<String, Integer> scales;
    private final Deadline deadline;

    /** @param scales as {@link FieldSql} has it, for the same state */
    MemberWriter(Session session, RowSources sources, State state, Map<String, Integer> scales, Deadline deadline) {
        this.session = session;
        this.sources = sources;
        this.state = state;
        this.scales = scales;
        this.deadline = deadline;
    }

    WrittenTable write(ExportRows rows, TableTarget target, Progress progress) {
        if (rows.columns().isEmpty()) {
            throw new MusterException(ErrorCode.INVALID_REQUEST, "An export needs at least one column.");
        }
        long expected = rows.members().getLongCardinality();
        boolean typed = target.format() == TableFormat.PARQUET;
        FieldSql fields = new FieldSql(session, state.catalog(), typed, scales, deadline);
        MemberSelect select = new MemberSelect(state.catalog(), fields, rows, expected == state.liveProfiles());
        try (RowSources.Offer offer = sources.offer(select.source())) {
            TableSql table = new TableSql(target, select.columns());
            String query = "SELECT " + table.select(select.expressions()) + " FROM " + select.rows(offer);
            long written = new FileCopy(session, deadline).write(query, table, expected, progress);
            long distinct =
                    new Ordinals(session, state, deadline).distinct("SELECT p.ordinal FROM " + select.members(offer));
            return new WrittenTable(written, distinct, table.file());
        }
    }
}
