package io.muster.server.export.schedule;

import io.muster.server.project.Project;
import io.muster.server.project.ProjectListener;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Moves the schedules that have no zone of their own when their project's changes. Those that are due run. Thread-safe. */
@Component
class ScheduleZones implements ProjectListener {

    private final ExportScheduleStore store;
    private final Clock clock;

    ScheduleZones(ExportScheduleStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public void changed(Project before, Project now) {
        if (before.zone().equals(now.zone())) {
            return;
        }
        Instant time = clock.instant();
        for (ExportSchedule schedule : store.list(now.id().value(), "", Integer.MAX_VALUE)) {
            Instant next = schedule.nextRun();
            if (schedule.plan().zone() == null && next != null && next.isAfter(time)) {
                store.update(schedule.id(), schedule.plan(), schedule.plan().next(now, time), time);
            }
        }
    }
}
