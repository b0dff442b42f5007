package io.muster.server.export;

import io.muster.engine.TableReader;
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
import io.muster.server.export.form.FormWanted;
import io.muster.server.export.form.PartSplit;
import io.muster.server.http.Cursor;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.job.Job;
import io.muster.server.job.Jobs;
import io.muster.server.job.NewJob;
import io.muster.server.limit.Quotas;
import io.muster.server.project.Project;
import io.muster.server.segment.Members;
import io.muster.server.segment.Segment;
import io.muster.server.segment.Segments;
import io.muster.server.segment.StaleSegments;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
    private final ExportColumns columns;
    private final ExportBases bases;
    private final ExportQueue queue;
    private final FinishedExports finished;
    private final ExportExtras extras;
    private final Segments segments;
    private final StaleSegments staleSegments;
    private final Members members;
    private final Jobs jobs;
    private final Quotas quotas;
    private final Ids ids;
    private final Clock clock;

    Exports(
            Catalog catalog,
            ExportStore store,
            ExportEndings endings,
            ExportColumns columns,
            ExportBases bases,
            ExportQueue queue,
            FinishedExports finished,
            ExportExtras extras,
            Segments segments,
            StaleSegments staleSegments,
            Members members,
            @Lazy Jobs jobs,
            Quotas quotas,
            Ids ids,
            Clock clock) {
        this.catalog = catalog;
        this.store = store;
        this.endings = endings;
        this.columns = columns;
        this.bases = bases;
        this.queue = queue;
        this.finished = finished;
        this.extras = extras;
        this.segments = segments;
        this.staleSegments = staleSegments;
        this.members = members;
        this.jobs = jobs;
        this.quotas = quotas;
        this.ids = ids;
        this.clock = clock;
    }

    /** An export whose columns are looked up; {@link #add} makes it exist. */
    public record Prepared(ExportRequest request, Subject what, List<Column> columns, Map<String, JsonNode> extras) {

        /**
         * Checks that a later export can tell what changed since this one.
         *
         * @throws MusterException INVALID_REQUEST, pointing there
         */
        public void checkComparable(String at) {
            ExportBases.checkComparable(columns, at);
        }
    }

    /** What a request's body asks for; see {@link ExportRequest#read}. */
    public ExportRequest read(ObjectNode body) {
        return ExportRequest.read(body, extras.members());
    }

    /**
     * Checks a request against the project, outside of any transaction.
     *
     * @throws MusterException NOT_IN_PLAN, UNKNOWN_SEGMENT, UNKNOWN_FIELD for an attribute never seen, SEGMENT_STALE, GONE for
     *     members of an instant before the log begins, or OVERLOADED where too many of the project's exports wait
     */
    public Prepared prepare(Project project, ExportRequest request) {
        return prepare(project, request, request.options().sinceExport() != null);
    }

    /**
     * As {@link #prepare}, but a request for what changed that names no columns is for the usual ones of now, not for those of the
     * export that it is compared with.
     */
    public Prepared prepareAnew(Project project, ExportRequest request) {
        return prepare(project, request, false);
    }

    /** @param asBase whether no columns means those of the export that it is compared with */
    private Prepared prepare(Project project, ExportRequest request, boolean asBase) {
        quotas.requireExportApi(project.limits());
        Subject what = subject(project, request);
        Map<String, JsonNode> checked = extras.check(project, request.extras());
        List<Column> given = asBase && request.columns().isEmpty() ? List.of() : columns.of(project, request.columns());
        String since = request.options().sinceExport();
        if (since == null) {
            queue.check(project);
            return new Prepared(request, what, given, checked);
        }
        Export base = bases.find(project.id().value(), since, what, given);
        List<Column> asked = given.isEmpty() ? base.columns() : given;
        ExportBases.checkColumns(base, asked);
        ExportBases.checkComparable(asked, "/since_export");
        queue.check(project);
        return new Prepared(request.since(base.id()), what, asked, checked);
    }

    /**
     * Makes the export and queues its job, both or neither.
     *
     * @throws MusterException QUOTA_EXCEEDED
     */
    public Export add(Project project, Prepared prepared) {
        ExportRequest request = prepared.request();
        return catalog.transaction(dsl -> {
            String id = ids.next("e");
            Job job = jobs.ask(
                    project,
                    new NewJob(
                            project.id(), ExportJob.TYPE, "export", id, "rows", JsonNodeFactory.instance.objectNode()),
                    queue.turn(request.options().priority()));
            Export export = new Export(
                    id,
                    project.id().value(),
                    ExportState.QUEUED,
                    prepared.what(),
                    request.format(),
                    request.compression(),
                    request.options(),
                    prepared.columns(),
                    Progress.NONE,
                    null,
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
        return find(project, id).orElseThrow(() -> missing(id));
    }

    public Optional<Export> find(Project project, String id) {
        return store.find(project.id().value(), id)
                .map(export -> export.at(clock.instant()))
                .map(this::withProgress);
    }

    /**
     * As {@link #get}, for whoever holds its files: they are there even when its time is over.
     *
     * @throws MusterException NOT_FOUND
     */
    public Export getHeld(Project project, String id) {
        return store.find(project.id().value(), id).orElseThrow(() -> missing(id));
    }

    private static MusterException missing(String id) {
        return new MusterException(ErrorCode.NOT_FOUND, "There is no export \"" + id + "\" in this project.");
    }

    /** Newest first. */
    public Page<Export> list(Project project, @Nullable ExportState state, PageRequest page) {
        String list = "exports:" + project.id() + ":" + state;
        String before = page.start(list, 1).map(cursor -> cursor.text(0)).orElse(null);
        List<Export> found = store.list(
                Set.of(project.id().value()),
                state == null ? EnumSet.allOf(ExportState.class) : EnumSet.of(state),
                clock.instant(),
                before,
                page.limit() + 1);
        return Page.of(found, page.limit(), (Export last) -> Cursor.encode(list, last.id()))
                .map(this::withProgress);
    }

    /** Cancels an export that is under way, or deletes the files of one that has succeeded. */
    public void delete(Project project, String id) {
        Export export = get(project, id);
        if (endings.cancel(id, clock.instant())) {
            jobs.find(project.id(), export.job() == null ? "" : export.job())
                    .ifPresent(job -> cancel(project.id(), job));
        } else if (endings.expire(id) || store.release(id)) {
            finished.delete(export);
        }
    }

    /**
     * An export that has succeeded, in the form that suits the caller best. A form that is not there is made meanwhile, once
     * for all who ask; reading can begin before it is complete.
     *
     * @throws MusterException NOT_READY while there is none yet, GONE when it is deleted, NOT_ACCEPTABLE
     */
    public ExportedForm form(Export export, FormWanted wanted) {
        return finished.form(export, wanted);
    }

    /** What {@link #form} would say of it; does not start making it. */
    public ExportedForm.Label describe(Export export, FormWanted wanted) {
        return finished.describe(export, wanted);
    }

    /** As {@link #form}, but only if it is there or being made; does not start making it. */
    public Optional<ExportedForm> findForm(Export export, FormWanted wanted) {
        return finished.findForm(export, wanted);
    }

    /**
     * A URL with which anybody can read the export in that form for a time, straight from the bucket in which this server keeps
     * files.
     *
     * @throws MusterException CONFLICT where it is not in a bucket; else as {@link #form}
     */
    public URI sign(Export export, FormWanted wanted, Duration time) {
        return finished.sign(export, wanted, time)
                .orElseThrow(() -> new MusterException(
                        ErrorCode.CONFLICT,
                        "direct: this form of export \"" + export.id()
                                + "\" is not in a bucket; leave direct out, or ask"
                                + " for the file in the form first."));
    }

    /**
     * One of the files that were asked for; there are several only where the export was asked for in parts.
     *
     * @param number from 1
     * @throws MusterException NOT_FOUND where there are fewer; else as {@link #form}
     */
    public ExportedForm part(Export export, int number) {
        return finished.part(export, number);
    }

    /**
     * The rows of an export that has succeeded, one by one, in the order of its files. For one thread; the caller closes it.
     * Errors as {@link #form}.
     */
    public TableReader rows(Export export) throws IOException {
        return finished.rows(export);
    }

    /** The proof of an export that has succeeded; errors as {@link #form}. */
    public JsonNode manifest(Export export) {
        return finished.manifest(export);
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
            String stale = staleSegments.check(segment, request.onStale());
            if (request.options().asOf() != null) {
                members.at(project, segment, request.options().asOf());
            }
            return new Subject(ExportSelection.reference(segment, stale), ExportSelection.definition(segment), null);
        }
        if (request.definition() != null) {
            segments.check(project, request.definition(), "/definition");
            return new Subject(null, ConditionWriter.json(request.definition()), null);
        }
        List<String> profiles = Objects.requireNonNull(request.profiles());
        if (request.options().sinceExport() == null) {
            PartSplit.check(new HashSet<>(profiles).size(), request.options().partRows());
        }
        return new Subject(null, null, profiles);
    }

    private static MusterException unknown(String segment) {
        String detail = "There is no segment with the id or key \"" + segment + "\".";
        return new MusterException(
                ErrorCode.UNKNOWN_SEGMENT,
                detail,
                List.of(new FieldError("/segment", ErrorCode.UNKNOWN_SEGMENT, detail)));
    }
}
