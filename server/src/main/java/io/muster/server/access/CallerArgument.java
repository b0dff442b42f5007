package io.muster.server.access;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Gives a controller its {@link Caller}. */
@Component
public class CallerArgument implements HandlerMethodArgumentResolver {

    /** The caller of the request that this thread works for. */
    public static Caller current() {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof ApplicationAuthentication known) {
            return known.caller();
        }
        throw new MusterException(ErrorCode.UNAUTHORIZED, SecurityConfiguration.HOW_TO);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Caller.class;
    }

    @Override
    public Caller resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return current();
    }
}
