package io.muster.server.erasure;

import io.muster.server.job.RecurringWork;
import io.muster.server.project.Projects;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Tries deletions of projects again that failed. */
@Component
class UnfinishedDeletions implements RecurringWork {

    private final Projects projects;

    UnfinishedDeletions(Projects projects) {
        this.projects = projects;
    }

    @Override
    public String name() {
        return "project-deletion";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run() {
        projects.finishDeletions();
    }
}
