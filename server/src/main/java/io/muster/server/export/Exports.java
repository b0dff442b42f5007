package io.muster.server.export;

import io.muster.engine.EngineSnapshot;
import io.muster.engine.ExportColumn;
import io.muster.engine.FieldType;
import io.muster.engine.SegmentEngine;
import io.muster.model.ErrorCode;
import io.muster.model.FieldError;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.model.condition.json.ConditionWriter;
import io.muster.server.catalog.Catalog;
import io.muster.server.catalog.Ids;
import io.muster.server.export.Export.Column;
import io.muster.server.export.Export.Progress;
import io.muster.server.export.Export.Subject;
import io.muster.server.export.Export.Times;
import io.muster.server.http.Cursor;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.http.ProblemException;
import io.muster.server.job.Job;
import io.muster.server.job.Jobs;
import io.muster.server.job.NewJob;
import io.muster.server.limit.Quotas;
import io.muster.server.project.Project;
import io.muster.server.segment.Segment;
import io.muster.server.segment.Segments;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A project's exports. Thread-safe. */
@Service
public class Exports {

    private final Catalog catalog;
    private final ExportStore store;
    private final ExportEndings endings;
    private final ExportFiles files;
    private final ExportExtras extras;
    private final Segments segments;
    private final SegmentEngine engine;
    private final Jobs jobs;
    private final Quotas quotas;
    private final Ids ids;
    private final Clock clock;

    Exports(
            Catalog catalog,
            ExportStore store,
            ExportEndings endings,
            ExportFiles files,
            ExportExtras extras,
            Segments segments,
            SegmentEngine engine,
            @Lazy Jobs jobs,
            Quotas quotas,
            Ids ids,
            Clock clock) {
        this.catalog = catalog;
        this.store = store;
        this.endings = endings;
        this.files = files;
        this.extras = extras;
        this.segments = segments;
        this.engine = engine;
        this.jobs = jobs;
        this.quotas = quotas;
        this.ids = ids;
        this.clock = clock;
    }

    /** An export whose columns are looked up; {@link #add} makes it exist. */
    public record Prepared(
            ExportRequest request, Subject what, List<Column> columns, Map<String, JsonNode> extras) {}

    /**
     * Reads a request as callers write it, and checks it as {@link #prepare(Project, ExportRequest)} does.
     *
     * @throws MusterException with all faults and where they are
     */
    public Prepared prepare(Project project, ObjectNode body) {
        return prepare(project, ExportRequest.read(body, extras.members()));
    }

    /**
     * Checks a request against the project, outside of any transaction.
     *
     * @throws MusterException UNKNOWN_SEGMENT, UNKNOWN_FIELD for an attribute never seen, or QUOTA_EXCEEDED
     */
    public Prepared prepare(Project project, ExportRequest request) {
        quotas.requireTurn(project.limits(), jobs.count(project.id()));
        Subject what = subject(project, request);
        Map<String, JsonNode> checked = extras.check(project, request.extras());
        try (EngineSnapshot snapshot = engine.snapshot(project.id())) {
            List<ExportColumn> columns = request.columns().isEmpty()
                    ? ColumnHeaders.made(snapshot.defaultColumns())
                    : ColumnHeaders.checked(request.columns());
            return new Prepared(request, what, columns(snapshot, columns), checked);
        }
    }

    /** Makes the export and queues its job, both or neither. */
    public Export add(Project project, Prepared prepared) {
        return catalog.transaction(dsl -> {
            String id = ids.next("e");
            Job job = jobs.enqueue(new NewJob(
                    project.id(), ExportJob.TYPE, "export", id, "rows", JsonNodeFactory.instance.objectNode()));
            Export export = new Export(
                    id,
                    project.id().value(),
                    ExportState.QUEUED,
                    prepared.what(),
                    prepared.request().format(),
                    prepared.request().compression(),
                    prepared.columns(),
                    Progress.NONE,
                    null,
                    null,
                    job.id(),
                    new Times(clock.instant(), null, null, null));
            store.insert(export);
            extras.added(export, prepared.extras());
            return export;
        });
    }

    /**
     * The project's export.
     *
     * @throws MusterException NOT_FOUND
     */
    public Export get(Project project, String id) {
        return withProgress(store.find(project.id().value(), id)
                .orElseThrow(() -> new MusterException(
                        ErrorCode.NOT_FOUND, "There is no export \"" + id + "\" in this project.")));
    }

    /** Newest first. */
    public Page<Export> list(Project project, @Nullable ExportState state, PageRequest page) {
        String list = "exports:" + project.id() + ":" + state;
        String before = page.start(list, 1).map(cursor -> cursor.text(0)).orElse(null);
        List<Export> found = store.list(project.id().value(), state, before, page.limit() + 1);
        return Page.of(found, page.limit(), (Export last) -> Cursor.encode(list, last.id()))
                .map(this::withProgress);
    }

    /** Cancels an export that is under way, or deletes the file of one that has succeeded. */
    public void delete(Project project, String id) {
        Export export = get(project, id);
        if (endings.cancel(id, clock.instant())) {
            jobs.find(project.id(), export.job() == null ? "" : export.job())
                    .ifPresent(job -> cancel(project.id(), job));
        } else if (endings.expire(id)) {
            files.delete(export);
        }
    }

    /**
     * The file of an export that has succeeded.
     *
     * @throws MusterException NOT_READY while there is none yet, GONE when it is deleted
     */
    public Path file(Export export) {
        Path file = files.file(proven(export));
        if (!Files.exists(file)) {
            throw new MusterException(ErrorCode.GONE, "The file of export \"" + export.id() + "\" is gone.");
        }
        return file;
    }

    /** The proof of an export that has succeeded; errors as {@link #file}. */
    public JsonNode manifest(Export export) {
        return Objects.requireNonNull(proven(export).manifest());
    }

    private static Export proven(Export export) {
        return switch (export.state()) {
            case SUCCEEDED -> export;
            case EXPIRED ->
                throw new MusterException(
                        ErrorCode.GONE, "Export \"" + export.id() + "\" has expired; its file is deleted.");
            case QUEUED, RUNNING ->
                throw ProblemException.retryAfter(
                        ErrorCode.NOT_READY,
                        "Export \"" + export.id() + "\" is " + export.state().code() + ".",
                        1);
            case FAILED, CANCELLED ->
                throw new MusterException(
                        ErrorCode.NOT_READY,
                        "Export \"" + export.id() + "\" "
                                + (export.state() == ExportState.FAILED ? "failed" : "was cancelled")
                                + "; it has no file.");
        };
    }

    private void cancel(ProjectId project, Job job) {
        try {
            jobs.cancel(project, job.id());
        } catch (MusterException e) {
            if (e.code() != ErrorCode.CONFLICT) {
                throw e;
            }
        }
    }

    private Export withProgress(Export export) {
        if (export.state() != ExportState.RUNNING || export.job() == null) {
            return export;
        }
        Optional<Job> job = jobs.find(new ProjectId(export.project()), export.job());
        return job.map(running -> export.withRowsDone(running.done())).orElse(export);
    }

    private Subject subject(Project project, ExportRequest request) {
        String asked = request.segment();
        if (asked != null) {
            Segment segment = segments.find(project, asked).orElseThrow(() -> unknown(asked));
            return new Subject(ExportJob.reference(segment), ExportJob.definition(segment), null);
        }
        if (request.definition() != null) {
            segments.check(project, request.definition(), "/definition");
            return new Subject(null, ConditionWriter.json(request.definition()), null);
        }
        return new Subject(null, null, request.profiles());
    }

    private static MusterException unknown(String segment) {
        String detail = "There is no segment with the id or key \"" + segment + "\".";
        return new MusterException(
                ErrorCode.UNKNOWN_SEGMENT,
                detail,
                List.of(new FieldError("/segment", ErrorCode.UNKNOWN_SEGMENT, detail)));
    }

    private static List<Column> columns(EngineSnapshot snapshot, List<ExportColumn> asked) {
        List<Column> columns = new ArrayList<>();
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < asked.size(); i++) {
            ExportColumn column = asked.get(i);
            Optional<FieldType> type = snapshot.columnType(column.source());
            String source = ColumnSources.text(column.source());
            if (type.isEmpty()) {
                errors.add(new FieldError(
                        "/columns/" + i,
                        ErrorCode.UNKNOWN_FIELD,
                        "\"" + source + "\" has never been seen in this project."));
            } else {
                columns.add(new Column(column.header(), type.get().name().toLowerCase(Locale.ROOT), source));
            }
        }
        if (!errors.isEmpty()) {
            throw new MusterException(ErrorCode.UNKNOWN_FIELD, errors.getFirst().detail(), errors);
        }
        return columns;
    }
}
