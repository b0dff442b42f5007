package io.muster.server.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Holds callers to {@link RequiredScope}. */
@Component
class ScopeCheck implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication known) {
            known.caller().require(scope(method));
        }
        return true;
    }

    /** Where nothing is said, only an administrator may. */
    private static Scope scope(HandlerMethod method) {
        RequiredScope own = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), RequiredScope.class);
        RequiredScope shared = AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), RequiredScope.class);
        if (own != null) {
            return own.value();
        }
        return shared == null ? Scope.ADMIN : shared.value();
    }
}
