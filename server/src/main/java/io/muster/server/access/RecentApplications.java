package io.muster.server.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.muster.server.catalog.Catalog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Applications by their public keys. Where this process alone writes the catalogue, those that were asked for are
 * remembered until they change; where several servers share it, each question goes to the database, so that what one
 * server ends is over on all of them. Thread-safe.
 */
@Component
class RecentApplications {
    private static final Duration LAST_USED_GRAIN = Duration.ofMinutes(1);
    private static final int MOST = 10_000;

    private final ApplicationStore store;
    private final boolean remembers;
    private final Clock clock;
    private final Cache<String, StoredApplication> known =
            Caffeine.newBuilder().maximumSize(MOST).build();
    /** When it was last good, by client. */
    private final Cache<String, Instant> good =
            Caffeine.newBuilder().maximumSize(MOST).build();

    RecentApplications(ApplicationStore store, Catalog catalog, Clock clock) {
        this.store = store;
        this.remembers = !catalog.isShared();
        this.clock = clock;
    }

    Optional<StoredApplication> find(String clientId) {
        if (clientId.isEmpty() || clientId.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        return remembers ? Optional.ofNullable(known.get(clientId, this::load)) : store.find(clientId);
    }

    // A cache that loads by its own hand gives up what was loaded when it is told to forget meanwhile.
    @SuppressWarnings("NullAway")
    private StoredApplication load(String clientId) {
        return store.find(clientId).orElse(null);
    }

    /** Whether its credentials were good not long ago. */
    boolean wasGood(String clientId) {
        return good.getIfPresent(clientId) != null;
    }

    /** Notes that its credentials were good, in the catalogue once a minute. */
    void used(Application application) {
        Instant now = clock.instant();
        Instant before = good.getIfPresent(application.clientId());
        if (before == null || now.isAfter(before.plus(LAST_USED_GRAIN))) {
            good.put(application.clientId(), now);
            store.used(application.clientId(), now.toEpochMilli());
        }
    }

    void forget(String clientId) {
        known.invalidate(clientId);
    }

    void forgetAll() {
        known.invalidateAll();
    }
}
