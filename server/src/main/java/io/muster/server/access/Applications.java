package io.muster.server.access;

import io.muster.model.ProjectId;
import io.muster.server.catalog.Catalog;
import io.muster.server.catalog.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * API clients and their secrets. A secret is kept as its SHA-256 only: it is random and long, so that a slow hash would
 * protect nothing. Applications that were looked up a moment ago are remembered; {@link #disable} forgets at once, and
 * another server that shares the database within {@link #REMEMBERED}. Thread-safe.
 */
@Service
public class Applications {
    private static final Duration REMEMBERED = Duration.ofSeconds(5);
    private static final Duration LAST_USED_GRAIN = Duration.ofMinutes(1);
    private static final int REMEMBERED_AT_MOST = 1000;
    private static final String NOBODY = sha256("");

    private final ApplicationStore store;
    private final Catalog catalog;
    private final Ids ids;
    private final Clock clock;
    private final ConcurrentHashMap<String, Remembered> recent = new ConcurrentHashMap<>();

    Applications(ApplicationStore store, Catalog catalog, Ids ids, Clock clock) {
        this.store = store;
        this.catalog = catalog;
        this.ids = ids;
        this.clock = clock;
    }

    /** A new application's credentials; the secret is told this once. */
    public record Credentials(String clientId, String clientSecret) {}

    /** Makes an application with random credentials; {@code project} null is the whole organization. */
    public Credentials create(String organization, @Nullable ProjectId project, String name, Set<Scope> scopes) {
        return create(organization, project, name, scopes, new Credentials(ids.next("c"), ids.secret()));
    }

    /** Makes an application with the credentials given. */
    public Credentials create(
            String organization, @Nullable ProjectId project, String name, Set<Scope> scopes, Credentials given) {
        String hash = sha256(given.clientSecret());
        store.insert(given.clientId(), organization, project, name, hash, scopes, clock.millis());
        return given;
    }

    /** Ends an application's access; false where there is none. */
    public boolean disable(String clientId) {
        boolean there = store.disable(clientId);
        catalog.afterCommit(() -> recent.remove(clientId));
        return there;
    }

    /** The caller that these credentials belong to; empty alike for an unknown id, a wrong secret and one disabled. */
    Optional<Caller> authenticate(String clientId, String clientSecret) {
        Optional<Application> application = find(clientId);
        String expected = application.map(Application::secretHash).orElse(NOBODY);
        boolean same = MessageDigest.isEqual(ascii(expected), ascii(sha256(clientSecret)));
        return application.filter(it -> same && it.enabled()).map(Application::caller);
    }

    private Optional<Application> find(String clientId) {
        if (clientId.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        long now = clock.millis();
        Remembered remembered = recent.get(clientId);
        if (remembered != null && now - remembered.at() < REMEMBERED.toMillis()) {
            return Optional.of(remembered.application());
        }
        Optional<Application> found = store.find(clientId);
        found.ifPresent(application -> remember(application, now));
        return found;
    }

    private void remember(Application application, long now) {
        if (recent.size() >= REMEMBERED_AT_MOST) {
            recent.clear();
        }
        recent.put(application.clientId(), new Remembered(application, now));
        Long lastUsed = application.lastUsed();
        if (application.enabled() && (lastUsed == null || now - lastUsed > LAST_USED_GRAIN.toMillis())) {
            store.used(application.clientId(), now);
        }
    }

    private static byte[] ascii(String digits) {
        return digits.getBytes(StandardCharsets.US_ASCII);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Remembered(Application application, long at) {}
}
