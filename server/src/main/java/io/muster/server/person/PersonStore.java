package io.muster.server.person;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.min;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.table;

import io.muster.server.catalog.Catalog;
import io.muster.server.http.Cursor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class PersonStore {
    private static final Table<Record> PERSON = table(name("person"));
    private static final Table<Record> ROLES = table(name("person_role"));
    private static final Field<String> ID = field(name("id"), String.class);
    private static final Field<String> EMAIL = field(name("email"), String.class);
    private static final Field<String> NAME = field(name("name"), String.class);
    private static final Field<String> PASSWORD_HASH = field(name("password_hash"), String.class);
    private static final Field<Boolean> ENABLED = field(name("enabled"), Boolean.class);
    private static final Field<Integer> FAILURES = field(name("failures"), Integer.class);
    private static final Field<Long> LOCKED_UNTIL = field(name("locked_until"), Long.class);
    private static final Field<Long> LAST_SIGN_IN = field(name("last_sign_in"), Long.class);
    private static final Field<Integer> EPOCH = field(name("epoch"), Integer.class);
    private static final Field<Long> CREATED_AT = field(name("created_at"), Long.class);
    private static final Field<Long> UPDATED_AT = field(name("updated_at"), Long.class);
    private static final Field<String> ROLE_OF = field(name("person"), String.class);
    private static final Field<String> ORGANIZATION = field(name("organization"), String.class);
    private static final Field<String> ROLE = field(name("role"), String.class);

    private final Catalog catalog;

    PersonStore(Catalog catalog) {
        this.catalog = catalog;
    }

    /** What signing in needs. */
    record Login(String id, @Nullable String passwordHash, boolean enabled, int failures, int epoch) {}

    Optional<Login> login(String email) {
        return login(EMAIL.eq(email));
    }

    /**
     * A guess at a person's password.
     *
     * @param counts whether the person may sign in if it is right
     */
    record Guess(Optional<Login> login, boolean counts) {}

    /**
     * Counts a guess as a failure until it turns out right. Writes one row in any case, so that the answer for nobody
     * takes as long.
     *
     * @param lock for how long so many failures lock the person out
     */
    Guess guess(String email, long now, IntFunction<Duration> lock) {
        return catalog.transaction(dsl -> {
            int counted = dsl.update(PERSON)
                    .set(FAILURES, FAILURES.plus(1))
                    .where(
                            EMAIL.eq(email),
                            ENABLED.isTrue(),
                            coalesce(LOCKED_UNTIL, 0L).le(now))
                    .execute();
            Optional<Login> login = login(email);
            if (counted == 0) {
                dsl.update(PERSON)
                        .set(FAILURES, FAILURES)
                        .where(ID.eq(login.map(Login::id).orElseGet(() -> any(dsl))))
                        .execute();
                return new Guess(login, false);
            }
            Login counting = login.orElseThrow();
            Duration locked = lock.apply(counting.failures());
            if (locked.isPositive()) {
                dsl.update(PERSON)
                        .set(LOCKED_UNTIL, now + locked.toMillis())
                        .where(ID.eq(counting.id()))
                        .execute();
            }
            return new Guess(login, true);
        });
    }

    /** Somebody's id; the least there is. */
    private static @Nullable String any(DSLContext dsl) {
        return dsl.select(min(ID)).from(PERSON).fetchOne(min(ID));
    }

    Optional<Login> loginOf(String id) {
        return login(ID.eq(id));
    }

    private Optional<Login> login(Condition which) {
        return catalog.read(dsl -> dsl.selectFrom(PERSON)
                .where(which)
                .fetchOptional(row -> new Login(
                        row.get(ID), row.get(PASSWORD_HASH), row.get(ENABLED), row.get(FAILURES), row.get(EPOCH))));
    }

    /** The person's organizations, in the order of their ids. */
    List<String> organizations(String person) {
        return catalog.read(dsl -> dsl.select(ORGANIZATION)
                .from(ROLES)
                .where(ROLE_OF.eq(person))
                .orderBy(ORGANIZATION)
                .fetch(ORGANIZATION));
    }

    Optional<Person> find(String organization, String id) {
        return catalog.read(dsl -> dsl.select()
                .from(PERSON)
                .join(ROLES)
                .on(ROLE_OF.eq(ID))
                .where(ORGANIZATION.eq(organization), ID.eq(id))
                .fetchOptional(PersonStore::person));
    }

    /** Oldest first. */
    List<Person> list(String organization, Optional<Cursor> after, int limit) {
        Condition start = after.map(cursor -> row(CREATED_AT, ID).gt(cursor.number(0), cursor.text(1)))
                .orElse(noCondition());
        return catalog.read(dsl -> dsl.select()
                .from(PERSON)
                .join(ROLES)
                .on(ROLE_OF.eq(ID))
                .where(ORGANIZATION.eq(organization), start)
                .orderBy(CREATED_AT, ID)
                .limit(limit)
                .fetch(PersonStore::person));
    }

    /** Whether anybody but that person owns the organization. */
    boolean hasOtherOwner(String organization, String id) {
        return catalog.read(dsl -> dsl.fetchExists(dsl.selectOne()
                .from(PERSON)
                .join(ROLES)
                .on(ROLE_OF.eq(ID))
                .where(ORGANIZATION.eq(organization), ROLE.eq(Role.OWNER.text()), ENABLED.isTrue(), ID.ne(id))));
    }

    /** False where the e-mail is taken. */
    boolean insert(Person person, @Nullable String passwordHash) {
        return catalog.transaction(dsl -> {
            int made = dsl.insertInto(PERSON)
                    .set(ID, person.id())
                    .set(EMAIL, person.email())
                    .set(NAME, person.name())
                    .set(PASSWORD_HASH, passwordHash)
                    .set(ENABLED, person.enabled())
                    .set(FAILURES, 0)
                    .set(EPOCH, 0)
                    .set(CREATED_AT, person.createdAt().toEpochMilli())
                    .set(UPDATED_AT, person.updatedAt().toEpochMilli())
                    .onConflict(EMAIL)
                    .doNothing()
                    .execute();
            if (made > 0) {
                setRole(person.id(), person.organization(), person.role());
            }
            return made > 0;
        });
    }

    void setRole(String person, String organization, Role role) {
        catalog.change(dsl -> dsl.insertInto(ROLES)
                .set(ROLE_OF, person)
                .set(ORGANIZATION, organization)
                .set(ROLE, role.text())
                .onConflict(ROLE_OF, ORGANIZATION)
                .doUpdate()
                .set(ROLE, role.text())
                .execute());
    }

    /** @param ends whether this voids the person's tokens */
    void update(Person person, @Nullable String passwordHash, boolean ends) {
        catalog.change(dsl -> {
            dsl.update(PERSON)
                    .set(NAME, person.name())
                    .set(ENABLED, person.enabled())
                    .set(UPDATED_AT, person.updatedAt().toEpochMilli())
                    .set(EPOCH, EPOCH.plus(ends ? 1 : 0))
                    .where(ID.eq(person.id()))
                    .execute();
            if (passwordHash != null) {
                dsl.update(PERSON)
                        .set(PASSWORD_HASH, passwordHash)
                        .set(FAILURES, 0)
                        .setNull(LOCKED_UNTIL)
                        .where(ID.eq(person.id()))
                        .execute();
            }
            setRole(person.id(), person.organization(), person.role());
        });
    }

    void delete(String id) {
        catalog.change(dsl -> dsl.deleteFrom(PERSON).where(ID.eq(id)).execute());
    }

    void removeRole(String id, String organization) {
        catalog.change(dsl -> dsl.deleteFrom(ROLES)
                .where(ROLE_OF.eq(id), ORGANIZATION.eq(organization))
                .execute());
    }

    void signedIn(String id, long now) {
        catalog.change(dsl -> dsl.update(PERSON)
                .set(FAILURES, 0)
                .setNull(LOCKED_UNTIL)
                .set(LAST_SIGN_IN, now)
                .where(ID.eq(id))
                .execute());
    }

    void seen(String id, long now) {
        catalog.change(dsl ->
                dsl.update(PERSON).set(LAST_SIGN_IN, now).where(ID.eq(id)).execute());
    }

    private static Person person(Record row) {
        return new Person(
                row.get(ID),
                row.get(ORGANIZATION),
                row.get(EMAIL),
                row.get(NAME),
                Role.valueOf(row.get(ROLE).toUpperCase(Locale.ROOT)),
                row.get(ENABLED),
                instant(row.get(LOCKED_UNTIL)),
                instant(row.get(LAST_SIGN_IN)),
                Instant.ofEpochMilli(row.get(CREATED_AT)),
                Instant.ofEpochMilli(row.get(UPDATED_AT)));
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
