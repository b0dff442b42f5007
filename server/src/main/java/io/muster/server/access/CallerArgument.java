package io.muster.server.access;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.util.Optional;
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

    /**
     * The caller of the request that this thread works for.
     *
     * @throws MusterException UNAUTHORIZED where it came without credentials
     */
    public static Caller current() {
        return find().orElseThrow(() -> new MusterException(ErrorCode.UNAUTHORIZED, ClientLogin.HOW_TO));
    }

    /** The caller of the request that this thread works for, where it came with credentials. */
    public static Optional<Caller> find() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication known
                ? Optional.of(known.caller())
                : Optional.empty();
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
