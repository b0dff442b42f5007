package io.muster.server.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * Files go out in large pieces, which takes less than half of the time, while not too many do at once: the buffers come out of
 * the heap. Tomcat forgets one of this size with its answer; of smaller ones each idle connection would keep its own.
 * Thread-safe.
 */
@RestControllerAdvice
class FileBuffers implements ResponseBodyAdvice<Object>, Filter {

    private static final int BYTES = 1 << 18;
    /** They take a sixteenth of the heap. */
    static final int MOST = (int) (Runtime.getRuntime().maxMemory() / 16 / BYTES);

    private static final String HELD = FileBuffers.class.getName() + ".held";

    private final Semaphore buffers = new Semaphore(MOST);

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } finally {
            if (request.getAttribute(HELD) != null) {
                request.removeAttribute(HELD);
                buffers.release();
            }
        }
    }

    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returned,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (body instanceof Resource
                && request instanceof ServletServerHttpRequest asked
                && response instanceof ServletServerHttpResponse answer) {
            enlarge(asked.getServletRequest(), answer.getServletResponse());
        }
        return body;
    }

    private void enlarge(ServletRequest request, ServletResponse response) {
        if (request.getAttribute(HELD) == null && buffers.tryAcquire()) {
            request.setAttribute(HELD, true);
            response.setBufferSize(BYTES);
        }
    }
}
