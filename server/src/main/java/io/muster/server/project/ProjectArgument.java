package io.muster.server.project;

import io.muster.server.access.CallerArgument;
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

/** Gives a controller the {@link Project} that {@code {project}} in its path names, or its caller's {@link OwnProject}. */
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
        Project project = find(parameter, request);
        gate.enter(project);
        return project;
    }

    private Project find(MethodParameter parameter, NativeWebRequest request) {
        if (parameter.hasParameterAnnotation(OwnProject.class)) {
            return projects.own(CallerArgument.current());
        }
        Object variables =
                request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST);
        if (variables instanceof Map<?, ?> map && map.get("project") instanceof String idOrKey) {
            return projects.get(idOrKey, CallerArgument.current());
        }
        throw new IllegalStateException("There is no {project} in the path of " + parameter.getMethod());
    }
}
