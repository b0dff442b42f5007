package io.muster.server.project;

import io.muster.server.access.CallerArgument;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/** Gives a controller the {@link Project} that {@code {project}} in its path names. */
@Component
class ProjectArgument implements HandlerMethodArgumentResolver {
    private final Projects projects;
    private final ProjectGate gate;

    ProjectArgument(Projects projects, ProjectGate gate) {
        this.projects = projects;
        this.gate = gate;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Project.class;
    }

    @Override
    public Project resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Object variables =
                request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        if (variables instanceof Map<?, ?> map && map.get("project") instanceof String idOrKey) {
            Project project = projects.get(idOrKey, CallerArgument.current());
            gate.enter(project, (HttpServletRequest) request.getNativeRequest());
            return project;
        }
        throw new IllegalStateException("There is no {project} in the path of " + parameter.getMethod());
    }
}
