package io.muster.server.erasure;

import io.muster.server.job.Lane;
import io.muster.server.job.RecurringWork;
import io.muster.server.project.Projects;
import java.time.Duration;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Goes on with deletions of projects that failed, or that a crash interrupted. */
@Component
class UnfinishedDeletions implements RecurringWork {

    private final Projects projects;

    UnfinishedDeletions(Projects projects) {
        this.projects = projects;
    }

    /** Beside the start, for destinations of the project may be silent. */
    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        Thread.ofVirtual().name("deletions").start(this::run);
    }

    @Override
    public String name() {
        return "project-deletion";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    /** A deletion clears up at the project's destinations, too. */
    @Override
    public Lane lane() {
        return Lane.DELIVERY;
    }

    @Override
    public void run() {
        projects.finishDeletions();
    }
}
