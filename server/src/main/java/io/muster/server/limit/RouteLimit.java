package io.muster.server.limit;

import io.muster.server.access.CallerArgument;
import io.muster.server.access.Front;
import io.muster.server.access.Scope;
import io.muster.server.access.ScopeCheck;
import io.muster.server.http.RequestPath;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Counts every request of a known caller: by what its controller needs, and by the interface it comes through. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class RouteLimit implements HandlerInterceptor {
    private static final String CLASS = RouteLimit.class.getName();

    private final RateLimits limits;

    RouteLimit(RateLimits limits) {
        this.limits = limits;
    }

    /** What the request is counted as, for limits that are found later; {@code admin} where nothing was said. */
    public static String of(HttpServletRequest request) {
        return request.getAttribute(CLASS) instanceof String name ? name : Scope.ADMIN.text();
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == DispatcherType.REQUEST && handler instanceof HandlerMethod method) {
            String name = ScopeCheck.of(method).orElse(Scope.READ).text();
            request.setAttribute(CLASS, name);
            CallerArgument.find().ifPresent(caller -> {
                limits.take(caller, name);
                Front.of(RequestPath.of(request)).limit().ifPresent(own -> limits.take(caller, own));
            });
        }
        return true;
    }
}
