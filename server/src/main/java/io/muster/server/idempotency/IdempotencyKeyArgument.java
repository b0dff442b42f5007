package io.muster.server.idempotency;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.access.CallerArgument;
import io.muster.server.access.RequestAudit;
import io.muster.server.access.SecretVault;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

@Component
class IdempotencyKeyArgument implements HandlerMethodArgumentResolver {
    private static final int MAX = 255;

    private final SecretVault vault;

    IdempotencyKeyArgument(SecretVault vault) {
        this.vault = vault;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == IdempotencyKey.class;
    }

    @Override
    public IdempotencyKey resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest http = (HttpServletRequest) request.getNativeRequest();
        String key = http.getHeader("Idempotency-Key");
        if (key != null && (key.isEmpty() || key.length() > MAX)) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST,
                    "Idempotency-Key: has " + key.length() + " characters; give 1 to " + MAX + ".");
        }
        String query = http.getQueryString() == null ? "" : "?" + http.getQueryString();
        // As it was written: what was escaped otherwise is another request at worst, and never the same by mistake.
        String line = http.getMethod() + " " + http.getRequestURI() + query;
        // A client may have made it of somebody's id, which is not to be kept.
        String kept = key == null ? null : vault.pseudonym("idempotency", key);
        return new IdempotencyKey(CallerArgument.current(), project(http, parameter), kept, line);
    }

    /** Known once the controller's argument for it was found, which therefore comes first. */
    private static @Nullable String project(HttpServletRequest request, MethodParameter parameter) {
        Optional<String> project = RequestAudit.project(request);
        boolean named = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> path
                && path.containsKey("project");
        if (named && project.isEmpty()) {
            throw new IllegalStateException("The project has to come before the key in " + parameter.getMethod());
        }
        return project.orElse(null);
    }
}
