package io.muster.server.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Holds callers to {@link RequiredScope}. */
@Component
public class ScopeCheck implements HandlerInterceptor {

    /** Reading annotations takes longer than most requests' other checks together. */
    private static final Map<Handler, Optional<Scope>> KNOWN = new ConcurrentHashMap<>();

    private record Handler(Class<?> type, Method method) {}

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
        return KNOWN.computeIfAbsent(new Handler(method.getBeanType(), method.getMethod()), ScopeCheck::read);
    }

    private static Optional<Scope> read(Handler handler) {
        RequiredScope own = AnnotatedElementUtils.findMergedAnnotation(handler.method(), RequiredScope.class);
        RequiredScope shared = AnnotatedElementUtils.findMergedAnnotation(handler.type(), RequiredScope.class);
        if (own != null) {
            return Optional.of(own.value());
        }
        boolean any = AnnotatedElementUtils.hasAnnotation(handler.method(), AnyScope.class)
                || AnnotatedElementUtils.hasAnnotation(handler.type(), AnyScope.class);
        if (any) {
            return Optional.empty();
        }
        return Optional.of(shared == null ? Scope.ADMIN : shared.value());
    }
}
