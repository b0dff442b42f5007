package io.muster.server.export;

import io.muster.model.ProjectId;
import io.muster.server.job.RecurringWork;
import io.muster.server.project.ProjectCleanup;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Deletes the files of exports whose time is over, and files that no export owns up to. */
@Component
class ExportSweep implements RecurringWork, ProjectCleanup {

    private static final int PAGE = 200;

    private final ExportStore store;
    private final ExportEndings endings;
    private final ExportFiles files;
    private final Clock clock;

    ExportSweep(ExportStore store, ExportEndings endings, ExportFiles files, Clock clock) {
        this.store = store;
        this.endings = endings;
        this.files = files;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "export-sweep";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(30);
    }

    @Override
    public void run() {
        for (Export export : store.expired(clock.instant(), PAGE)) {
            if (endings.expire(export.id())) {
                files.delete(export);
            }
        }
        for (String id : files.all()) {
            boolean owned = store.find(id)
                    .filter(export -> export.state().isUnderWay() || export.state() == ExportState.SUCCEEDED)
                    .isPresent();
            if (!owned) {
                files.deleteOrphan(id);
            }
        }
    }

    @Override
    public void clean(ProjectId project) {
        files.deleteAll(project);
    }
}
