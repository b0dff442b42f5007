package io.muster.server.project;

import io.muster.server.access.RequestAudit;
import io.muster.server.limit.RateLimits;
import io.muster.server.limit.RouteLimit;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;

/**
 * What every request that names a project passes: it counts against the project's limits, and the audit trail learns
 * whose it is. For controllers that find their project by other means than a {@link Project} argument. Thread-safe.
 */
@Component
public class ProjectGate {
    private final RateLimits limits;

    ProjectGate(RateLimits limits) {
        this.limits = limits;
    }

    /** @throws io.muster.server.http.ProblemException TOO_MANY_REQUESTS */
    public void enter(Project project, HttpServletRequest request) {
        RequestAudit.concerns(request, project.id().value());
        limits.take(project.id(), project.limits(), RouteLimit.of(request));
    }
}
