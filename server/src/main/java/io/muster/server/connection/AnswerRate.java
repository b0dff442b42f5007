package io.muster.server.connection;

import io.muster.server.config.MusterProperties;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Gives up answers that are read so slowly that they hold what they need for days. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
final class AnswerRate extends OncePerRequestFilter {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerRate.class);

    private final MusterProperties.Http limits;

    AnswerRate(MusterProperties properties) {
        this.limits = properties.http();
    }

    /** What was begun has a length that it will not have, so only the connection's end can say that it is over. */
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Timed timed = new Timed(response);
        chain.doFilter(request, timed);
        if (timed.isTooSlow()) {
            LOG.info("{} reads an answer too slowly", request.getRemoteAddr());
            throw new CloseNowException("The answer is read too slowly");
        }
    }

    private final class Timed extends HttpServletResponseWrapper {
        private @Nullable TimedAnswer answer;

        Timed(HttpServletResponse response) {
            super(response);
        }

        boolean isTooSlow() {
            return answer != null && answer.isTooSlow();
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            TimedAnswer open = answer;
            if (open == null) {
                open = new TimedAnswer(
                        super.getOutputStream(),
                        new Pace(limits.answerTime(), limits.answerRate().toBytes()),
                        System::nanoTime);
                answer = open;
            }
            return open;
        }
    }
}
