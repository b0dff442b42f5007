package io.muster.server.export;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.EngineSnapshot.WrittenTable;
import io.muster.engine.ExportRows;
import io.muster.engine.Progress;
import io.muster.engine.SegmentEngine;
import io.muster.engine.TableFile;
import io.muster.engine.TableFiles;
import io.muster.engine.TableFormat;
import io.muster.engine.TableTarget;
import io.muster.server.export.form.AskedFiles;
import io.muster.server.export.form.AskedFiles.AskedFile;
import io.muster.server.export.form.AskedFiles.Draft;
import io.muster.server.export.form.Proofs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes an export's files from one snapshot of the engine: the members at one data version, in the form asked for. What is
 * in the files is counted again from their own bytes. Thread-safe.
 */
@Component
class ExportWriter {

    private final SegmentEngine engine;
    private final AskedFiles asked;
    private final Proofs proofs;

    ExportWriter(SegmentEngine engine, AskedFiles asked, Proofs proofs) {
        this.engine = engine;
        this.asked = asked;
        this.proofs = proofs;
    }

    /** An earlier export that this one is compared with. */
    record Base(String export, TableFile state, long rows, String key) {}

    /** What was made. */
    record Made(
            Manifest.Rows rows,
            Manifest.@Nullable Delta delta,
            TableFile table,
            StoredColumns stored,
            List<AskedFile> files) {
        long bytes() {
            return files.stream().mapToLong(file -> file.proof().bytes()).sum();
        }
    }

    /**
     * Writes the files.
     *
     * @param directory is empty
     * @param base null to write all rows
     * @throws io.muster.model.MusterException INTERNAL where the numbers of rows do not agree
     */
    Made write(
            Export export,
            EngineSnapshot snapshot,
            ExportRows rows,
            Path directory,
            @Nullable Base base,
            Progress progress,
            Deadline deadline)
            throws IOException {
        ExportOptions options = export.options();
        Draft draft = new Draft(
                export.id(),
                directory,
                export.baseName(),
                export.form(),
                options.dialect(),
                options.partRows(),
                options.partBytes());
        return base == null
                ? whole(snapshot, rows, draft, progress, deadline)
                : delta(snapshot, rows, draft, base, progress, deadline);
    }

    private Made whole(EngineSnapshot snapshot, ExportRows rows, Draft draft, Progress progress, Deadline deadline)
            throws IOException {
        try (AskedFiles.Begun begun = asked.begin(draft, deadline)) {
            WrittenTable written = written(snapshot, rows, begun.target(), progress, deadline);
            List<AskedFile> files = begun.finish(written.file(), written.rows(), progress);
            Manifest.Rows counted = new Manifest.Rows(written.rows(), written.rows(), written.distinct());
            StoredColumns stored =
                    new StoredColumns(StoredColumns.of(written.file().columns()), List.of());
            return new Made(counted, null, written.file(), stored, files);
        }
    }

    private static WrittenTable written(
            EngineSnapshot snapshot, ExportRows rows, TableTarget target, Progress progress, Deadline deadline) {
        long expected = rows.members().getLongCardinality();
        WrittenTable written = snapshot.write(rows, target, progress, deadline);
        Proofs.require("written", expected, written.rows());
        Proofs.require("distinct", expected, written.distinct());
        return written;
    }

    private Made delta(
            EngineSnapshot snapshot, ExportRows rows, Draft draft, Base base, Progress progress, Deadline deadline)
            throws IOException {
        TableTarget state = TableTarget.of(ExportFiles.state(draft.directory()), TableFormat.PARQUET);
        WrittenTable now = written(snapshot, rows, state, progress, deadline);
        proofs.prove(state.file(), deadline);
        try (AskedFiles.Begun begun = asked.begin(draft, deadline)) {
            TableFiles.Compared compared = engine.files()
                    .compare(base.state(), now.file(), base.key(), begun.target(), Progress.NONE, deadline);
            TableFiles.Changes changes = compared.changes();
            Proofs.require(
                    "after what was added and removed", now.rows(), base.rows() + changes.added() - changes.removed());
            Proofs.require("distinct", changes.rows(), changes.distinct());
            List<AskedFile> files = begun.finish(compared.file(), changes.rows(), Progress.NONE);
            progress.report(changes.rows(), changes.rows());
            return new Made(
                    new Manifest.Rows(changes.rows(), changes.rows(), changes.distinct()),
                    new Manifest.Delta(
                            base.export(),
                            base.rows(),
                            now.rows(),
                            changes.added(),
                            changes.changed(),
                            changes.removed()),
                    compared.file(),
                    new StoredColumns(
                            StoredColumns.of(compared.file().columns()),
                            StoredColumns.of(now.file().columns())),
                    files);
        }
    }
}
