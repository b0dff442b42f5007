package io.muster.server.export.schedule;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.catalog.Catalog;
import io.muster.server.catalog.Ids;
import io.muster.server.export.Export;
import io.muster.server.export.ExportState;
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
    private final Exports exports;
    private final Projects projects;
    private final Ids ids;
    private final Clock clock;

    ExportSchedules(
            Catalog catalog, ExportScheduleStore store, Exports exports, Projects projects, Ids ids, Clock clock) {
        this.catalog = catalog;
        this.store = store;
        this.exports = exports;
        this.projects = projects;
        this.ids = ids;
        this.clock = clock;
    }

    /** What a request's body asks for. */
    Plan read(ObjectNode body) {
        return PlanRequest.read(body, exports::read);
    }

    /** Checks that the export can be made; errors as {@link Exports#prepare}. */
    Plan checked(Project project, Plan plan) {
        exports.prepare(project, exports.read(plan.export()));
        return plan;
    }

    ExportSchedule add(Project project, Plan plan) {
        Instant now = clock.instant();
        ExportSchedule schedule = new ExportSchedule(
                ids.next("es"), project.id().value(), plan, next(project, plan, now), null, null, null, now, now);
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
        store.update(id, plan, next(project, plan, now), now);
        return get(project, id);
    }

    void delete(Project project, String id) {
        store.delete(get(project, id).id());
    }

    private static @Nullable Instant next(Project project, Plan plan, Instant after) {
        return plan.enabled() ? plan.timing().next(after, plan.zone() == null ? project.zone() : plan.zone()) : null;
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
        Instant next = next(project, schedule.plan(), now);
        try {
            Exports.Prepared prepared = exports.prepare(project, exports.read(request(project, schedule)));
            catalog.change(db -> {
                Export export = exports.add(project, prepared);
                if (!store.ran(schedule, next, export.id(), null, now)) {
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
        if (store.ran(schedule, next, null, failure, now)) {
            LOG.warn("Export schedule {} asked for nothing: {}", schedule.id(), failure.detail());
        }
    }

    private ObjectNode request(Project project, ExportSchedule schedule) {
        ObjectNode request = schedule.plan().export().deepCopy();
        String last = schedule.lastExport();
        if (schedule.plan().sinceLast() && last != null && hasFiles(project, last)) {
            request.put("since_export", last);
        }
        return request;
    }

    private boolean hasFiles(Project project, String export) {
        return exports.find(project, export)
                .filter(last -> last.state() == ExportState.SUCCEEDED)
                .isPresent();
    }
}
