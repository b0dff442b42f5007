package io.muster.server.http;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

@Component
class PageRequestArgument implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == PageRequest.class;
    }

    @Override
    public PageRequest resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        return new PageRequest(limit(request.getParameter("limit")), request.getParameter("cursor"));
    }

    private static int limit(@Nullable String given) {
        if (given == null) {
            return PageRequest.DEFAULT_LIMIT;
        }
        int limit;
        try {
            limit = Integer.parseInt(given);
        } catch (NumberFormatException e) {
            throw invalid(given);
        }
        if (limit < 1 || limit > PageRequest.MAX_LIMIT) {
            throw invalid(given);
        }
        return limit;
    }

    private static MusterException invalid(String given) {
        return new MusterException(
                ErrorCode.INVALID_REQUEST,
                "limit: " + given + " cannot be; give a whole number from 1 to " + PageRequest.MAX_LIMIT + ".");
    }
}
