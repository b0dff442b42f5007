package io.muster.server.limit;

import io.github.bucket4j.ConsumptionProbe;
import io.muster.model.ErrorCode;
import io.muster.model.ProjectId;
import io.muster.server.access.Caller;
import io.muster.server.catalog.Catalog;
import io.muster.server.http.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Service;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Counts requests against their limits. An answer near one, and every one beyond it, says so in its header
 * ({@code RateLimit}, {@code RateLimit-Policy}, {@code Retry-After}). Thread-safe.
 */
@Service
public class RateLimits {
    private static final int NEAR = 10;

    private final RateTable table;
    private final Buckets buckets;

    RateLimits(RateTable table, Catalog catalog) {
        this.table = table;
        this.buckets = catalog.isShared() ? new SharedBuckets(catalog.writer()) : new LocalBuckets();
    }

    /**
     * Counts one request of the caller, or of the application that it comes through, and of its organization.
     *
     * @param name what is limited: a route class, or a name of the settings
     * @throws ProblemException TOO_MANY_REQUESTS
     */
    public void take(Caller caller, String name) {
        table.find(RateTable.Level.APPLICATION, name)
                .ifPresent(rate -> take("caller " + caller.source(), name, rate, "You"));
        table.find(RateTable.Level.ORGANIZATION, name)
                .ifPresent(rate -> take("organization " + caller.organization(), name, rate, "Your organization"));
    }

    /**
     * Counts one request for a project.
     *
     * @throws ProblemException TOO_MANY_REQUESTS
     */
    public void take(ProjectId project, ProjectLimits limits, String name) {
        Optional<Rate> rate = limits.hasRate(name) ? limits.rate(name) : table.find(RateTable.Level.PROJECT, name);
        rate.ifPresent(it -> take("project " + project, name, it, "This project"));
    }

    private void take(String whose, String name, Rate rate, String who) {
        ConsumptionProbe probe = buckets.take(whose + " " + name, rate);
        if (probe.isConsumed() && probe.getRemainingTokens() * NEAR > rate.permits()) {
            return;
        }
        HttpHeaders headers = headers(name, rate, probe);
        if (!probe.isConsumed()) {
            throw ProblemException.withHeaders(
                    ErrorCode.TOO_MANY_REQUESTS,
                    who + " may do this " + rate.permits() + " times in " + words(rate.period()) + " (" + name
                            + "); wait and try again.",
                    headers);
        }
        tell(headers);
    }

    private static void tell(HttpHeaders headers) {
        if (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request) {
            HttpServletResponse response = request.getResponse();
            if (response != null) {
                headers.forEach((name, values) -> values.forEach(value -> response.setHeader(name, value)));
            }
        }
    }

    private static HttpHeaders headers(String name, Rate rate, ConsumptionProbe probe) {
        long refill = Math.max(1, ceilSeconds(probe.getNanosToWaitForReset()));
        long wait = probe.isConsumed() ? refill : Math.max(1, ceilSeconds(probe.getNanosToWaitForRefill()));
        HttpHeaders headers = new HttpHeaders();
        headers.set(
                "RateLimit-Policy",
                "\"" + name + "\";q=" + rate.permits() + ";w=" + rate.period().toSeconds());
        headers.set("RateLimit", "\"" + name + "\";r=" + Math.max(0, probe.getRemainingTokens()) + ";t=" + refill);
        headers.set(HttpHeaders.RETRY_AFTER, Long.toString(wait));
        return headers;
    }

    private static long ceilSeconds(long nanos) {
        return Math.ceilDiv(nanos, 1_000_000_000L);
    }

    private static String words(Duration period) {
        return switch ((int) period.toSeconds()) {
            case 1 -> "a second";
            case 60 -> "a minute";
            case 3600 -> "an hour";
            default -> period.toSeconds() + " seconds";
        };
    }
}
