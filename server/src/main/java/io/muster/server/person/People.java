package io.muster.server.person;

import io.muster.model.ErrorCode;
import io.muster.model.FieldError;
import io.muster.model.MusterException;
import io.muster.server.access.Application;
import io.muster.server.access.Applications;
import io.muster.server.access.Bounds;
import io.muster.server.access.Caller;
import io.muster.server.access.Reach;
import io.muster.server.audit.AuditEvent;
import io.muster.server.audit.AuditLog;
import io.muster.server.catalog.Catalog;
import io.muster.server.catalog.Ids;
import io.muster.server.http.Cursor;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** The people of organizations and what they may do. Every change is audited. Thread-safe. */
@Service
public class People {
    private final PersonStore store;
    private final Passwords passwords;
    private final SessionStore sessions;
    private final Applications applications;
    private final AuditLog audit;
    private final Catalog catalog;
    private final Ids ids;
    private final Clock clock;

    People(
            PersonStore store,
            Passwords passwords,
            SessionStore sessions,
            Applications applications,
            AuditLog audit,
            Catalog catalog,
            Ids ids,
            Clock clock) {
        this.store = store;
        this.passwords = passwords;
        this.sessions = sessions;
        this.applications = applications;
        this.audit = audit;
        this.catalog = catalog;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Makes a person of the caller's organization.
     *
     * @throws MusterException as the other does; FORBIDDEN where the caller has less than the person would
     */
    public Person create(Caller by, String email, String name, Role role, Optional<String> password) {
        requireWithin(by, role);
        return create(by.actor(), by.organization(), email, name, role, password);
    }

    /**
     * Makes a person of the organization.
     *
     * @param actor who does it, as the audit trail names them
     * @param password empty for one who signs in by the identity provider only
     * @throws MusterException KEY_TAKEN where the e-mail is somebody's; INVALID_REQUEST for a password that cannot be
     */
    public Person create(
            String actor, String organization, String email, String name, Role role, Optional<String> password) {
        String hash = password.map(passwords::hash).orElse(null);
        Instant now = clock.instant();
        Person person = new Person(ids.next("u"), organization, lower(email), name, role, true, null, null, now, now);
        catalog.change(dsl -> {
            if (!store.insert(person, hash)) {
                String detail = "The e-mail address is taken.";
                throw new MusterException(
                        ErrorCode.KEY_TAKEN, detail, List.of(new FieldError("/email", ErrorCode.KEY_TAKEN, detail)));
            }
            audit.record(AuditEvent.ok(organization, actor, "person.create", person.id())
                    .with("role", role.text()));
        });
        return person;
    }

    /** The organization's people, oldest first. */
    public Page<Person> list(String organization, PageRequest page) {
        String list = "people:" + organization;
        List<Person> found = store.list(organization, page.start(list, 2), page.limit() + 1);
        return Page.of(
                found,
                page.limit(),
                last -> Cursor.encode(list, last.createdAt().toEpochMilli(), last.id()));
    }

    /** The person, where it is the organization's. */
    public Optional<Person> find(String organization, String id) {
        return store.find(organization, id);
    }

    /**
     * A person of the organization.
     *
     * @throws MusterException NOT_FOUND
     */
    public Person get(String organization, String id) {
        return store.find(organization, id)
                .orElseThrow(() -> new MusterException(ErrorCode.NOT_FOUND, "No person " + id + "."));
    }

    /**
     * Changes a person. A new password, another role or being disabled ends the person's sessions and tokens.
     *
     * @throws MusterException NOT_FOUND; FORBIDDEN where the caller has less than the person has or would have; CONFLICT
     *     where the organization would be left without an owner
     */
    public Person update(Caller by, String id, PersonSettings settings) {
        String hash = settings.password().map(passwords::hash).orElse(null);
        return catalog.transaction(dsl -> {
            Person before = get(by.organization(), id);
            Person after = changed(before, settings);
            requireWithin(by, before.role());
            requireWithin(by, after.role());
            requireAnOwner(before, after.role() == Role.OWNER && after.enabled());
            boolean ends = hash != null || after.role() != before.role() || !after.enabled();
            store.update(after, hash, ends);
            if (ends) {
                sessions.deleteOf(id);
            }
            audit.record(AuditEvent.ok(by.organization(), by.actor(), "person.update", id)
                    .with("role", after.role().text())
                    .with("enabled", Boolean.toString(after.enabled()))
                    .with("password", hash == null ? "kept" : "new"));
            return after;
        });
    }

    /**
     * Ends what a person is to the organization, and the person where it is nobody elsewhere. The person's applications
     * are nobody's from then on.
     *
     * @return those of them that go on working
     * @throws MusterException NOT_FOUND; FORBIDDEN where the caller has less than the person; CONFLICT where the
     *     organization would be left without an owner
     */
    public List<Application> delete(Caller by, String id) {
        return catalog.transaction(dsl -> {
            Person person = get(by.organization(), id);
            requireWithin(by, person.role());
            requireAnOwner(person, false);
            List<Application> left = applications.liveOf(by.organization(), id);
            sessions.deleteOf(id);
            store.removeRole(id, by.organization());
            if (store.organizations(id).isEmpty()) {
                store.delete(id);
            }
            audit.record(AuditEvent.ok(by.organization(), by.actor(), "person.delete", id)
                    .with(
                            "applications",
                            left.stream().map(Application::clientId).collect(Collectors.joining(" "))));
            return left;
        });
    }

    /** People sign in from everywhere and for ever, so whoever is bound to addresses or a time has less. */
    private static void requireWithin(Caller by, Role role) {
        by.requireWithin("A person", "made, changed or deleted", Reach.everything(), role.scopes(), Bounds.none());
    }

    private void requireAnOwner(Person before, boolean remains) {
        boolean owns = before.role() == Role.OWNER && before.enabled();
        if (owns && !remains && !store.hasOtherOwner(before.organization(), before.id())) {
            throw new MusterException(
                    ErrorCode.CONFLICT, "This is the organization's only owner; make somebody else one first.");
        }
    }

    private Person changed(Person before, PersonSettings settings) {
        return new Person(
                before.id(),
                before.organization(),
                before.email(),
                settings.name().orElse(before.name()),
                settings.role().orElse(before.role()),
                settings.enabled().orElse(before.enabled()),
                settings.password().isPresent() ? null : before.lockedUntil(),
                before.lastSignIn(),
                before.createdAt(),
                clock.instant());
    }

    /** What tokens of the person have to carry; empty where there is no such person. */
    public OptionalInt epoch(String id) {
        return store.loginOf(id).map(it -> OptionalInt.of(it.epoch())).orElse(OptionalInt.empty());
    }

    /** The person as a caller; empty where disabled, gone, or of another epoch. */
    public Optional<Caller> caller(String id, String organization, int epoch) {
        return store.loginOf(id)
                .filter(login -> login.enabled() && login.epoch() == epoch)
                .flatMap(login -> caller(id, organization));
    }

    Optional<Caller> caller(String id, String organization) {
        return store.find(organization, id)
                .filter(Person::enabled)
                .map(person -> new Caller(
                        Caller.Kind.PERSON,
                        id,
                        organization,
                        Reach.everything(),
                        person.role().scopes(),
                        id));
    }

    static String lower(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
