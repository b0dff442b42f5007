package io.muster.server.access;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.audit.AuditEvent;
import io.muster.server.audit.AuditLog;
import io.muster.server.catalog.Catalog;
import io.muster.server.catalog.Ids;
import io.muster.server.http.Cursor;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * The API clients of organizations, and their secrets. Of each secret there is a SHA-256 to check by and, unless only
 * hashes are to be kept, a sealed copy to show again. Whoever changes or reveals an application has to have all that it
 * has: an administrator of one project can neither make nor take over an application that sees more, and one who is bound
 * to addresses or a time none that is not. Every change is audited. Thread-safe.
 */
@Service
public class Applications {
    /** What is shown for a secret that cannot be read back. */
    public static final String MASKED = "********";

    private final ApplicationStore store;
    private final RecentApplications recent;
    private final SecretBoxes boxes;
    private final AuditLog audit;
    private final Catalog catalog;
    private final Ids ids;
    private final Clock clock;

    Applications(
            ApplicationStore store,
            RecentApplications recent,
            SecretBoxes boxes,
            AuditLog audit,
            Catalog catalog,
            Ids ids,
            Clock clock) {
        this.store = store;
        this.recent = recent;
        this.boxes = boxes;
        this.audit = audit;
        this.catalog = catalog;
        this.ids = ids;
        this.clock = clock;
    }

    /** An application's credentials. */
    public record Credentials(String clientId, String clientSecret) {}

    /** An application whose secret is new. */
    public record Issued(Application application, String clientSecret) {}

    /**
     * Makes an application with a new secret. It belongs to the caller's person. The first application of one project
     * gets the project's id as its {@code client_id}.
     *
     * @throws MusterException FORBIDDEN where the caller has less than the application would
     */
    public Issued create(Caller by, ApplicationSettings settings) {
        requireWithin(by, settings);
        String secret = ids.secret();
        return catalog.transaction(dsl -> {
            Credentials credentials = new Credentials(clientId(settings.reach()), secret);
            Application made = insert(by.organization(), settings, by.person(), credentials);
            audit.record(event(by, "application.create", made));
            return new Issued(made, secret);
        });
    }

    /** Makes an application with random credentials; {@code project} null is the whole organization. */
    public Credentials create(String organization, @Nullable ProjectId project, String name, Set<Scope> scopes) {
        return create(organization, project, name, scopes, new Credentials(ids.next("c"), ids.secret()));
    }

    /** Makes an application with the credentials given. */
    public Credentials create(
            String organization, @Nullable ProjectId project, String name, Set<Scope> scopes, Credentials given) {
        Reach reach = project == null ? Reach.everything() : Reach.only(project);
        catalog.change(dsl -> {
            Application made = insert(organization, ApplicationSettings.of(name, reach, scopes), null, given);
            audit.record(AuditEvent.ok(organization, AuditEvent.SYSTEM, "application.create", made.id()));
        });
        return given;
    }

    private Application insert(
            String organization, ApplicationSettings settings, @Nullable String owner, Credentials credentials) {
        String id = ids.next("a");
        Instant now = clock.instant();
        Application application =
                new Application(id, credentials.clientId(), organization, settings, owner, null, now, now, null);
        store.insert(new StoredApplication(
                application,
                SecretHash.of(credentials.clientSecret()),
                boxes.seal(id, credentials.clientSecret()),
                null,
                0));
        return application;
    }

    private String clientId(Reach reach) {
        return reach.projects().stream()
                .filter(project -> reach.projects().size() == 1)
                .map(ProjectId::value)
                .filter(id -> !store.isTaken(id))
                .findFirst()
                .orElseGet(() -> ids.next("c"));
    }

    /** Those that the query means and the caller may see, in the order of their making. */
    public Page<Application> list(Caller by, ApplicationQuery query, PageRequest page) {
        String list = "applications:" + query;
        List<Application> found = store.list(query, by.reach(), page.start(list, 2), 0, page.limit() + 1).stream()
                .map(StoredApplication::application)
                .toList();
        return Page.of(
                found,
                page.limit(),
                last -> Cursor.encode(list, last.createdAt().toEpochMilli(), last.id()));
    }

    /** Those of a person that work now, oldest first. */
    public List<Application> liveOf(String organization, String person) {
        ApplicationQuery owned = ApplicationQuery.ownedBy(organization, person);
        return store.list(owned, Reach.everything(), Optional.empty(), 0, Integer.MAX_VALUE).stream()
                .map(StoredApplication::application)
                .filter(application -> application.isLive(clock.instant()))
                .toList();
    }

    /** How many {@link #list} has. */
    public long count(Caller by, ApplicationQuery query) {
        return store.count(query, by.reach());
    }

    /**
     * The application with that id.
     *
     * @throws MusterException NOT_FOUND, also where the query does not mean it or the caller may not see it
     */
    public Application get(Caller by, ApplicationQuery query, String id) {
        return stored(by, query, id).application();
    }

    /**
     * Changes an application. Disabling it stops its secrets and tokens at once.
     *
     * @throws MusterException NOT_FOUND; FORBIDDEN where the caller has less than it has or would have
     */
    public Application update(Caller by, ApplicationQuery query, String id, UnaryOperator<ApplicationSettings> change) {
        return catalog.transaction(dsl -> {
            StoredApplication before = toChange(by, query, id);
            ApplicationSettings settings = change.apply(before.application().settings());
            requireWithin(by, settings);
            boolean stopped = before.application().settings().enabled() && !settings.enabled();
            Application after =
                    changed(before.application(), settings, before.application().previousUntil());
            replace(new StoredApplication(
                    after,
                    before.secretHash(),
                    before.secretBox(),
                    before.previousHash(),
                    before.epoch() + (stopped ? 1 : 0)));
            audit.record(event(by, "application.update", after).with("enabled", Boolean.toString(settings.enabled())));
            return after;
        });
    }

    /**
     * Gives an application a new secret and voids its tokens.
     *
     * @throws MusterException NOT_FOUND; FORBIDDEN where the caller has less than the application; CONFLICT where an
     *     earlier overlap is not over and is not to be ended
     */
    public Issued rotate(Caller by, ApplicationQuery query, String id, Rotation rotation) {
        String secret = ids.secret();
        Duration overlap = rotation.overlap();
        return catalog.transaction(dsl -> {
            StoredApplication before = toChange(by, query, id);
            rotation.check(before.application(), clock.instant());
            Instant until = overlap.isZero() ? null : clock.instant().plus(overlap);
            Application after =
                    changed(before.application(), before.application().settings(), until);
            replace(new StoredApplication(
                    after,
                    SecretHash.of(secret),
                    boxes.seal(id, secret),
                    until == null ? null : before.secretHash(),
                    before.epoch() + 1));
            audit.record(event(by, "application.rotate", after).with("overlap", overlap.toString()));
            return new Issued(after, secret);
        });
    }

    /**
     * The secret, in the clear; empty where only its hash is kept. Audited.
     *
     * @throws MusterException NOT_FOUND; FORBIDDEN where the caller has less than the application
     */
    public Optional<String> reveal(Caller by, ApplicationQuery query, String id) {
        StoredApplication stored = owned(by, query, id);
        Optional<String> secret = boxes.open(stored);
        audit.record(event(by, "application.reveal", stored.application())
                .with("shown", Boolean.toString(secret.isPresent())));
        return secret;
    }

    /**
     * Deletes an application; its secrets and tokens end at once.
     *
     * @throws MusterException NOT_FOUND; FORBIDDEN where the caller has less than the application
     */
    public void delete(Caller by, ApplicationQuery query, String id) {
        catalog.change(dsl -> {
            Application application = owned(by, query, id).application();
            store.delete(application.clientId());
            catalog.afterCommit(() -> recent.forget(application.clientId()));
            audit.record(event(by, "application.delete", application));
        });
    }

    /** Ends an application's access; false where there is none. */
    public boolean disable(String clientId) {
        boolean there = store.disable(clientId);
        catalog.afterCommit(() -> recent.forget(clientId));
        return there;
    }

    /** Deletes the applications that see no project but this one, which is going. */
    public void forget(ProjectId project) {
        store.boundTo(project).forEach(clientId -> {
            store.delete(clientId);
            catalog.afterCommit(() -> recent.forget(clientId));
        });
        catalog.afterCommit(recent::forgetAll);
    }

    private void replace(StoredApplication stored) {
        store.update(stored);
        catalog.afterCommit(() -> recent.forget(stored.application().clientId()));
    }

    private Application changed(Application application, ApplicationSettings settings, @Nullable Instant until) {
        return new Application(
                application.id(),
                application.clientId(),
                application.organization(),
                settings,
                application.owner(),
                until,
                application.createdAt(),
                clock.instant(),
                application.lastUsed());
    }

    /** Nobody else changes it until the transaction ends: who did would put back what is changed here. */
    private StoredApplication toChange(Caller by, ApplicationQuery query, String id) {
        store.lock(id);
        return owned(by, query, id);
    }

    private StoredApplication owned(Caller by, ApplicationQuery query, String id) {
        StoredApplication stored = stored(by, query, id);
        requireWithin(by, stored.application().settings());
        return stored;
    }

    private StoredApplication stored(Caller by, ApplicationQuery query, String id) {
        return store.find(query, id)
                .filter(it -> query.organization().equals(by.organization()))
                .filter(it -> by.reach().covers(it.application().settings().reach()))
                .orElseThrow(() -> new MusterException(ErrorCode.NOT_FOUND, "No application " + id + "."));
    }

    /** Whether the caller has all that the application has. */
    static boolean isWithin(Caller by, ApplicationSettings settings) {
        return by.has(settings.reach(), settings.scopes())
                && by.bounds().exceededBy(settings.bounds()).isEmpty();
    }

    private static void requireWithin(Caller by, ApplicationSettings settings) {
        by.requireWithin(
                "An application", "made, changed or revealed", settings.reach(), settings.scopes(), settings.bounds());
    }

    private static AuditEvent event(Caller by, String action, Application application) {
        return AuditEvent.ok(by.organization(), by.actor(), action, application.id())
                .with("client_id", application.clientId());
    }
}
