package io.muster.server.project;

import io.muster.server.access.RequestAudit;
import io.muster.server.limit.RateLimits;
import io.muster.server.limit.RouteLimit;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * What every request to a project passes, once: it counts against the project's limits, and the audit trail learns whose
 * it is. For those who find a project by other means than a controller's {@link Project} argument. Thread-safe.
 */
@Component
public class ProjectGate {
    private static final String ENTERED = ProjectGate.class.getName();

    private final RateLimits limits;

    ProjectGate(RateLimits limits) {
        this.limits = limits;
    }

    /**
     * Lets the present request in.
     *
     * @throws io.muster.server.http.ProblemException TOO_MANY_REQUESTS
     */
    public void enter(Project project) {
        HttpServletRequest request =
                ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
        if (!project.id().equals(request.getAttribute(ENTERED))) {
            request.setAttribute(ENTERED, project.id());
            RequestAudit.concerns(request, project.id().value());
            limits.take(project.id(), project.limits(), RouteLimit.of(request));
        }
    }
}
