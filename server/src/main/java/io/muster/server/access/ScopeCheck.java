package io.muster.server.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Holds callers to {@link RequiredScope}. */
@Component
public class ScopeCheck implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication known) {
            of(method).ifPresent(known.caller()::require);
        }
        return true;
    }

    ScopeCheck() {}

    /** What a method of a controller needs; where nothing is said, only an administrator may. */
    public static Optional<Scope> of(HandlerMethod method) {
        RequiredScope own = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), RequiredScope.class);
        RequiredScope shared = AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), RequiredScope.class);
        if (own != null) {
            return Optional.of(own.value());
        }
        boolean any = AnnotatedElementUtils.hasAnnotation(method.getMethod(), AnyScope.class)
                || AnnotatedElementUtils.hasAnnotation(method.getBeanType(), AnyScope.class);
        if (any) {
            return Optional.empty();
        }
        return Optional.of(shared == null ? Scope.ADMIN : shared.value());
    }
}
