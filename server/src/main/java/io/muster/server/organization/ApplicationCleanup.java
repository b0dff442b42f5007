package io.muster.server.organization;

import io.muster.model.ProjectId;
import io.muster.server.access.Applications;
import io.muster.server.project.ProjectCleanup;
import org.springframework.stereotype.Component;

/** An application goes with the only project that it sees. */
@Component
class ApplicationCleanup implements ProjectCleanup {
    private final Applications applications;

    ApplicationCleanup(Applications applications) {
        this.applications = applications;
    }

    @Override
    public void clean(ProjectId project) {
        applications.forget(project);
    }
}
