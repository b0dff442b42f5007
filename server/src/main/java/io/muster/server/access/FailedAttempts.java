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
        tally(address, organization);
        return from(address).left().tryConsume(1) ? new MusterException(ErrorCode.UNAUTHORIZED, detail) : tooMany();
    }

    /**
     * Takes one before a password is looked at, so that no more are looked at than may be wrong, however many come at
     * once; {@link #right} gives it back.
     *
     * @throws ProblemException TOO_MANY_REQUESTS where the address has none left
     */
    public void guess(String address) {
        if (!from(address).left().tryConsume(1)) {
            tally(address, AuditEvent.NOBODY);
            throw tooMany();
        }
    }

    /** What was taken for a guess is given back: it was right. */
    public void right(String address) {
        from(address).left().addTokens(1);
    }

    /** As {@link #wrong}, where a guess was taken for it. */
    public MusterException wrongGuess(String address, String detail) {
        tally(address, AuditEvent.NOBODY);
        return new MusterException(ErrorCode.UNAUTHORIZED, detail);
    }

    private Address from(String address) {
        return addresses.get(
                Network.of(address),
                it -> new Address(bucket(perMinute, MINUTE), bucket(LOOKUPS_A_SECOND, Duration.ofSeconds(1))));
    }

    private static ProblemException tooMany() {
        return ProblemException.retryAfter(
                ErrorCode.TOO_MANY_REQUESTS,
                "Too many wrong credentials came from your address; wait before you send others.",
                (int) MINUTE.toSeconds());
    }

    private void tally(String address, String organization) {
        refused(address, organization, AuditEvent.ANONYMOUS, ErrorCode.UNAUTHORIZED);
    }

    /**
     * Tells the trail of what was refused before it was a request of somebody's, such as a right secret from an address
     * that it may not be used from; it counts for no limit.
     */
    public void refused(String address, String organization, String actor, ErrorCode why) {
        Source source = new Source(Network.of(address), organization, actor, why);
        if (tallies.get(source, it -> new AtomicInteger()).incrementAndGet() == 1) {
            report(source, address, 1);
        }
    }

    private void minuteIsOver(@Nullable Source source, @Nullable AtomicInteger count, RemovalCause cause) {
        if (source != null && count != null && count.get() > 1) {
            report(source, source.address(), count.get());
        }
    }

    private void report(Source source, String address, int count) {
        if (entries.tryConsume(1)) {
            audit.record(new AuditEvent(
                    source.organization(),
                    source.actor(),
                    "credentials.refused",
                    null,
                    null,
                    source.why().code(),
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

    private record Source(String address, String organization, String actor, ErrorCode why) {}

    private record Address(Bucket left, Bucket lookUps) {}
}
