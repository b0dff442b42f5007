package io.muster.server.rows;

import io.muster.engine.Deadline;
import io.muster.engine.SegmentEngine;
import io.muster.model.ProjectId;
import io.muster.server.job.RecurringWork;
import io.muster.server.project.Projects;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Has the engine sort what has arrived, project by project. */
@Component
class Compaction implements RecurringWork {
    private static final Logger LOG = LoggerFactory.getLogger(Compaction.class);

    private final Projects projects;
    private final SegmentEngine engine;

    Compaction(Projects projects, SegmentEngine engine) {
        this.projects = projects;
        this.engine = engine;
    }

    @Override
    public String name() {
        return "compaction";
    }

    @Override
    public Duration every() {
        return Duration.ofMinutes(1);
    }

    @Override
    public void run() {
        for (ProjectId project : projects.all()) {
            try {
                engine.compact(project, Deadline.none());
            } catch (RuntimeException e) {
                LOG.warn("Could not compact project {}", project, e);
            }
        }
    }
}
