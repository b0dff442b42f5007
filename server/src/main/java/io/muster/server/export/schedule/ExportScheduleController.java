package io.muster.server.export.schedule;

import io.muster.server.access.RequiredScope;
import io.muster.server.access.Scope;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.idempotency.Idempotency;
import io.muster.server.idempotency.IdempotencyKey;
import io.muster.server.idempotency.Made;
import io.muster.server.project.Project;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping(path = "/v1/projects/{project}/export-schedules", produces = MediaType.APPLICATION_JSON_VALUE)
@RequiredScope(Scope.EXPORT)
class ExportScheduleController {

    private final ExportSchedules schedules;
    private final Idempotency idempotency;

    ExportScheduleController(ExportSchedules schedules, Idempotency idempotency) {
        this.schedules = schedules;
        this.idempotency = idempotency;
    }

    /** A schedule as callers see it. */
    record ScheduleView(
            String id,
            String name,
            JsonNode export,
            String timing,
            @Nullable String zone,
            boolean sinceLast,
            boolean enabled,
            @Nullable Instant nextRun,
            @Nullable Instant lastRun,
            @Nullable String lastExport,
            @Nullable String fullBecause,
            @Nullable FailureView lastError,
            Instant createdAt,
            Instant updatedAt) {

        record FailureView(String code, String detail) {}

        static ScheduleView of(ExportSchedule schedule) {
            ExportSchedule.Plan plan = schedule.plan();
            ExportSchedule.Failure error = schedule.error();
            return new ScheduleView(
                    schedule.id(),
                    plan.name(),
                    plan.export(),
                    plan.timing().text(),
                    plan.zone() == null ? null : plan.zone().getId(),
                    plan.sinceLast(),
                    plan.enabled(),
                    schedule.nextRun(),
                    schedule.lastRun(),
                    schedule.lastExport(),
                    schedule.fullBecause(),
                    error == null ? null : new FailureView(error.code().code(), error.detail()),
                    schedule.createdAt(),
                    schedule.updatedAt());
        }
    }

    @GetMapping
    Page<ScheduleView> list(Project project, PageRequest page) {
        return schedules.list(project, page).map(ScheduleView::of);
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> create(Project project, IdempotencyKey key, @RequestBody ObjectNode body) {
        return idempotency.once(key, body, () -> schedules.checked(project, schedules.read(body)), plan -> {
            ExportSchedule schedule = schedules.add(project, plan);
            String path = "/v1/projects/" + project.key() + "/export-schedules/" + schedule.id();
            return Made.at(path, ScheduleView.of(schedule));
        });
    }

    @GetMapping("/{schedule}")
    ScheduleView get(Project project, @PathVariable String schedule) {
        return ScheduleView.of(schedules.get(project, schedule));
    }

    @PutMapping(path = "/{schedule}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ScheduleView replace(Project project, @PathVariable String schedule, @RequestBody ObjectNode body) {
        schedules.get(project, schedule);
        return ScheduleView.of(schedules.replace(project, schedule, schedules.checked(project, schedules.read(body))));
    }

    @DeleteMapping("/{schedule}")
    ResponseEntity<Void> delete(Project project, @PathVariable String schedule) {
        schedules.delete(project, schedule);
        return ResponseEntity.noContent().build();
    }
}
