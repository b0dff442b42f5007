package io.muster.server.config;

import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says in one line why the server does not start, where it is for whoever starts it to mend: a {@link StartException}, or
 * anything else whose message begins with the name of a setting. The rest is left to Spring Boot, which tells where it
 * happened.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartReport implements SpringBootExceptionReporter {
    private static final Logger LOG = LoggerFactory.getLogger(StartReport.class);
    private static final Pattern OF_A_SETTING = Pattern.compile("muster\\.[a-z0-9.-]+[: ].*");

    @Override
    public boolean reportException(Throwable failure) {
        Optional<String> reason = reason(failure);
        reason.ifPresent(line -> LOG.error("Muster does not start: {}", line));
        return reason.isPresent();
    }

    static Optional<String> reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof StartException || OF_A_SETTING.matcher(message).matches()) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }
}
