package io.muster.server.rows;

import io.muster.engine.Deadline;
import io.muster.engine.RowImport;
import io.muster.engine.RowImport.Committed;
import io.muster.engine.SegmentEngine;
import io.muster.engine.rows.CsvReader;
import io.muster.engine.rows.NdjsonReader;
import io.muster.engine.rows.RejectedRowList;
import io.muster.engine.rows.RowBatch;
import io.muster.engine.rows.RowKind;
import io.muster.engine.rows.RowReader;
import io.muster.engine.rows.TableRowReader;
import io.muster.model.ErrorCode;
import io.muster.model.FieldError;
import io.muster.model.MusterException;
import io.muster.server.access.CallerRecheck;
import io.muster.server.limit.Quotas;
import io.muster.server.project.Project;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.springframework.stereotype.Service;

/**
 * Brings the rows of a body into a project, all of them or, where the body as a whole is bad or breaks off, none. Memory
 * does not grow with the body. Thread-safe.
 */
@Service
class Imports {
    private final SegmentEngine engine;
    private final Uploads uploads;
    private final SuppressedKeys suppressed;
    private final Quotas quotas;
    private final CallerRecheck recheck;

    Imports(SegmentEngine engine, Uploads uploads, SuppressedKeys suppressed, Quotas quotas, CallerRecheck recheck) {
        this.engine = engine;
        this.uploads = uploads;
        this.suppressed = suppressed;
        this.quotas = quotas;
        this.recheck = recheck;
    }

    /**
     * Reads the body to its end.
     *
     * @param alive is told now and then that the work goes on
     */
    ImportResult run(Project project, ImportRequest request, RequestBody body, Runnable alive) {
        InputStream plain = request.compression().open(body);
        return switch (request.format()) {
            case NDJSON ->
                load(
                        project,
                        request,
                        body,
                        alive,
                        rejected -> new NdjsonReader(
                                plain, request.kind(), request.options().zone(), rejected));
            case CSV ->
                fromFile(
                        project,
                        request,
                        body,
                        plain,
                        alive,
                        (file, rejected) -> CsvReader.open(file, request.kind(), request.options(), rejected));
            case PARQUET ->
                fromFile(
                        project,
                        request,
                        body,
                        plain,
                        alive,
                        (file, rejected) -> new TableRowReader(
                                engine.readParquet(file), request.kind(), request.options(), rejected));
        };
    }

    /**
     * Brings in all the rows of a body, or none where one is bad.
     *
     * @param where a JSON Pointer to the list that the rows were made of, for faults
     * @throws MusterException with a fault for each bad row
     */
    ImportResult runWhole(Project project, ImportRequest request, RequestBody body, String where) {
        RejectedRowList rejected = new RejectedRowList(ImportResult.ERRORS);
        try (RowReader reader =
                        new NdjsonReader(body, request.kind(), request.options().zone(), rejected);
                RowImport rows = engine.startImport(project.id(), request.kind())) {
            RowBatch batch = new RowBatch(request.kind(), suppressed.of(project.id()));
            long good = fill(rows, batch, reader, () -> {});
            if (rejected.count() > 0) {
                throw refused(rejected, where);
            }
            return result(good, batch.dropped(), commit(project, request.kind(), rows, good), rejected);
        }
    }

    private static MusterException refused(RejectedRowList rejected, String where) {
        List<FieldError> faults = rejected.first().stream()
                .map(row -> new FieldError(where + "/" + (row.line() - 1), ErrorCode.INVALID_REQUEST, row.detail()))
                .toList();
        return new MusterException(
                ErrorCode.INVALID_REQUEST,
                "Nothing was kept: " + faults.getFirst().detail(),
                faults);
    }

    private ImportResult fromFile(
            Project project,
            ImportRequest request,
            RequestBody body,
            InputStream plain,
            Runnable alive,
            FileOpener opener) {
        return uploads.with(
                project.id(),
                plain,
                alive,
                file -> load(project, request, body, alive, rejected -> opener.open(file, rejected)));
    }

    private ImportResult load(
            Project project,
            ImportRequest request,
            RequestBody body,
            Runnable alive,
            Function<RejectedRowList, RowReader> opener) {
        RejectedRowList rejected = new RejectedRowList(ImportResult.ERRORS);
        try (RowReader reader = opener.apply(rejected);
                RowImport rows = engine.startImport(project.id(), request.kind())) {
            RowBatch batch = new RowBatch(request.kind(), suppressed.of(project.id()));
            long good = fill(rows, batch, reader, alive);
            body.hash();
            if (request.dryRun()) {
                Committed nothing =
                        new Committed(0, rows.duplicates(Deadline.none()), 0, engine.dataVersion(project.id()));
                return result(good, batch.dropped(), nothing, rejected);
            }
            return result(good, batch.dropped(), commit(project, request.kind(), rows, good), rejected);
        }
    }

    private static long fill(RowImport rows, RowBatch batch, RowReader reader, Runnable alive) {
        long good = 0;
        while (reader.read(batch)) {
            good += batch.size();
            rows.add(batch);
            alive.run();
        }
        return good;
    }

    private Committed commit(Project project, RowKind kind, RowImport rows, long good) {
        recheck.require();
        return quotas.keep(
                project.id(),
                project.limits(),
                kind == RowKind.EVENTS,
                () -> rows.commit(Deadline.none()),
                done -> good - done.duplicates() - done.erased());
    }

    private static ImportResult result(long good, long suppressed, Committed committed, RejectedRowList rejected) {
        return new ImportResult(
                good - committed.duplicates() - committed.erased(),
                rejected.count(),
                committed.duplicates(),
                suppressed + committed.erased(),
                rejected.first().stream().map(ImportResult.RowFault::of).toList(),
                committed.dataVersion());
    }

    @FunctionalInterface
    private interface FileOpener {
        RowReader open(Path file, RejectedRowList rejected);
    }
}
