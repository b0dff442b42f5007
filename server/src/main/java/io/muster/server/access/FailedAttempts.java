package io.muster.server.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.github.bucket4j.Bucket;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.audit.AuditEvent;
import io.muster.server.audit.AuditLog;
import io.muster.server.config.MusterProperties;
import io.muster.server.http.ProblemException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Wrong credentials, by the address they come from. An address that sends many is told to wait, and its unknown keys are
 * no longer looked up; right ones in use go on working, also from there. The trail gets the first of an address and
 * their number a minute later, so that a flood does not become one of writes. Thread-safe.
 */
@Component
public class FailedAttempts implements DisposableBean {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);
    private static final int ADDRESSES = 100_000;
    private static final int LOOKUPS_A_SECOND = 50;
    private static final int ENTRIES_A_SECOND = 20;

    private final int perMinute;
    private final AuditLog audit;
    private final ExecutorService later = Executors.newVirtualThreadPerTaskExecutor();
    private final Bucket entries = bucket(ENTRIES_A_SECOND, Duration.ofSeconds(1));
    private final Cache<String, Address> addresses = Caffeine.newBuilder()
            .maximumSize(ADDRESSES)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();
    private final Cache<Source, AtomicInteger> tallies;

    FailedAttempts(AuditLog audit, MusterProperties properties) {
        this.audit = audit;
        this.perMinute = properties.access().wrongSecretsPerMinute();
        this.tallies = Caffeine.newBuilder()
                .maximumSize(ADDRESSES)
                .expireAfterWrite(MINUTE)
                .scheduler(Scheduler.systemScheduler())
                .executor(later)
                .removalListener(this::minuteIsOver)
                .build();
    }

    /** Whether a key that was not good lately may be looked up for that address. */
    public boolean mayLookUp(String address) {
        Address known = addresses.getIfPresent(Network.of(address));
        return known == null
                || known.left().getAvailableTokens() > 0
                || known.lookUps().tryConsume(1);
    }

    /**
     * Counts one.
     *
     * @param organization whose key it pretended to be; empty where that is nobody's
     * @return what to answer
     */
    public RuntimeException wrong(String address, String organization, String detail) {
        Address from = addresses.get(
                Network.of(address),
                it -> new Address(bucket(perMinute, MINUTE), bucket(LOOKUPS_A_SECOND, Duration.ofSeconds(1))));
        boolean first = tallies.get(new Source(Network.of(address), organization), it -> new AtomicInteger())
                        .incrementAndGet()
                == 1;
        if (first) {
            report(organization, address, 1);
        }
        if (from.left().tryConsume(1)) {
            return new MusterException(ErrorCode.UNAUTHORIZED, detail);
        }
        return ProblemException.retryAfter(
                ErrorCode.TOO_MANY_REQUESTS,
                "Too many wrong credentials came from your address; wait before you send others.",
                (int) MINUTE.toSeconds());
    }

    private void minuteIsOver(@Nullable Source source, @Nullable AtomicInteger count, RemovalCause cause) {
        if (source != null && count != null && count.get() > 1) {
            report(source.organization(), source.address(), count.get());
        }
    }

    private void report(String organization, String address, int count) {
        if (entries.tryConsume(1)) {
            audit.record(new AuditEvent(
                    organization,
                    AuditEvent.ANONYMOUS,
                    "credentials.refused",
                    null,
                    null,
                    ErrorCode.UNAUTHORIZED.code(),
                    Map.of("from", address, "count", Integer.toString(count))));
        }
    }

    private static Bucket bucket(int capacity, Duration period) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, period))
                .build();
    }

    /** Writes down what was counted and not yet told, if the catalogue still answers. */
    @Override
    public void destroy() throws InterruptedException {
        tallies.invalidateAll();
        tallies.cleanUp();
        later.shutdown();
        if (!later.awaitTermination(LAST_WORDS.toSeconds(), TimeUnit.SECONDS)) {
            later.shutdownNow();
        }
    }

    private record Source(String address, String organization) {}

    private record Address(Bucket left, Bucket lookUps) {}
}
