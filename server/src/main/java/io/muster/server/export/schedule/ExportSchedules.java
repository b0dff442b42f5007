package io.muster.server.export.schedule;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.catalog.Catalog;
import io.muster.server.catalog.Ids;
import io.muster.server.export.Export;
import io.muster.server.export.Exports;
import io.muster.server.export.schedule.ExportSchedule.Failure;
import io.muster.server.export.schedule.ExportSchedule.Plan;
import io.muster.server.http.Cursor;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.http.ProblemException;
import io.muster.server.job.RecurringWork;
import io.muster.server.project.Project;
import io.muster.server.project.Projects;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.ObjectNode;

/**
 * A project's schedules. A run that was missed because no server ran is made up for once. Thread-safe.
 */
@Service
public class ExportSchedules implements RecurringWork {

    private static final Logger LOG = LoggerFactory.getLogger(ExportSchedules.class);
    private static final int PAGE = 100;

    private final Catalog catalog;
    private final ExportScheduleStore store;
    private final ScheduleRunStore runs;
    private final Exports exports;
    private final Projects projects;
    private final Ids ids;
    private final Clock clock;

    ExportSchedules(
            Catalog catalog,
            ExportScheduleStore store,
            ScheduleRunStore runs,
            Exports exports,
            Projects projects,
            Ids ids,
            Clock clock) {
        this.catalog = catalog;
        this.store = store;
        this.runs = runs;
        this.exports = exports;
        this.projects = projects;
        this.ids = ids;
        this.clock = clock;
    }

    /** What a request's body asks for. */
    Plan read(ObjectNode body) {
        return PlanRequest.read(body, exports::read);
    }

    /** Checks that the export can be made; errors as {@link Exports#prepare}, which point into it. */
    Plan checked(Project project, Plan plan) {
        Exports.Prepared prepared;
        try {
            prepared = exports.prepare(project, exports.read(plan.export()));
        } catch (MusterException e) {
            throw e.within("/export");
        }
        if (plan.sinceLast()) {
            prepared.checkComparable("/export/columns");
        }
        return plan;
    }

    ExportSchedule add(Project project, Plan plan) {
        Instant now = clock.instant();
        ExportSchedule schedule = new ExportSchedule(
                ids.next("es"), project.id().value(), plan, plan.next(project, now), null, null, null, null, now, now);
        store.insert(schedule);
        return schedule;
    }

    /** @throws MusterException NOT_FOUND */
    ExportSchedule get(Project project, String id) {
        return store.find(project.id().value(), id)
                .orElseThrow(() -> new MusterException(
                        ErrorCode.NOT_FOUND, "There is no export schedule \"" + id + "\" in this project."));
    }

    Page<ExportSchedule> list(Project project, PageRequest page) {
        String list = "export-schedules:" + project.id();
        String after = page.start(list, 1).map(cursor -> cursor.text(0)).orElse("");
        List<ExportSchedule> found = store.list(project.id().value(), after, page.limit() + 1);
        return Page.of(found, page.limit(), last -> Cursor.encode(list, last.id()));
    }

    ExportSchedule replace(Project project, String id, Plan plan) {
        get(project, id);
        Instant now = clock.instant();
        store.update(id, plan, plan.next(project, now), now);
        return get(project, id);
    }

    void delete(Project project, String id) {
        store.delete(get(project, id).id());
    }

    @Override
    public String name() {
        return "export-schedule";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void run() {
        for (ExportSchedule schedule : store.due(clock.instant(), PAGE)) {
            projects.find(new ProjectId(schedule.project())).ifPresent(project -> run(project, schedule));
        }
    }

    private void run(Project project, ExportSchedule schedule) {
        Instant now = clock.instant();
        Instant next = schedule.plan().next(project, now);
        try {
            Asked asked = ask(project, schedule);
            catalog.change(db -> {
                Export export = exports.add(project, asked.prepared());
                runs.insert(schedule.id(), export.id());
                if (!store.ran(schedule, next, export.id(), asked.fullBecause(), null, now)) {
                    throw new MusterException(ErrorCode.CONFLICT, "The schedule was changed meanwhile.");
                }
            });
        } catch (MusterException e) {
            failed(schedule, next, new Failure(e.code(), e.detail()), now);
        } catch (ProblemException e) {
            failed(schedule, next, new Failure(e.code(), String.valueOf(e.getMessage())), now);
        }
    }

    private void failed(ExportSchedule schedule, @Nullable Instant next, Failure failure, Instant now) {
        if (store.ran(schedule, next, null, null, failure, now)) {
            LOG.warn("Export schedule {} asked for nothing: {}", schedule.id(), failure.detail());
        }
    }

    /**
     * What a run asks for.
     *
     * @param fullBecause why it asks for all rows although it was to ask for what changed; null where it does not
     */
    private record Asked(
            Exports.Prepared prepared, @Nullable String fullBecause) {}

    private Asked ask(Project project, ExportSchedule schedule) {
        ObjectNode request = schedule.plan().export().deepCopy();
        if (!schedule.plan().sinceLast()) {
            return new Asked(exports.prepare(project, exports.read(request)), null);
        }
        Optional<String> base = runs.base(schedule.id());
        if (base.isEmpty()) {
            return new Asked(exports.prepare(project, exports.read(request)), withoutBase(schedule));
        }
        try {
            ObjectNode since = request.deepCopy().put("since_export", base.get());
            return new Asked(exports.prepareAnew(project, exports.read(since)), null);
        } catch (MusterException e) {
            if (e.errors().stream().noneMatch(error -> error.pointer().equals("/since_export"))) {
                throw e;
            }
            return new Asked(exports.prepare(project, exports.read(request)), e.detail());
        }
    }

    private String withoutBase(ExportSchedule schedule) {
        return runs.hasSucceeded(schedule.id())
                ? "The rows of the last run that succeeded are gone: it was deleted, or somebody in it was erased."
                : "No earlier run of this schedule has succeeded.";
    }
}
