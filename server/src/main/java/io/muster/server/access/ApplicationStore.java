package io.muster.server.access;

import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.table;

import io.muster.model.ProjectId;
import io.muster.server.catalog.Catalog;
import io.muster.server.http.Cursor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

@Repository
class ApplicationStore {
    static final Table<Record> APPLICATION = table(name("application"));
    static final Field<String> CLIENT_ID = field(name("application", "client_id"), String.class);
    static final Field<Long> CREATED_AT = field(name("created_at"), Long.class);
    static final Field<String> ID = field(name("id"), String.class);
    private static final Field<String> ORGANIZATION = field(name("organization"), String.class);
    private static final Field<String> OWNER = field(name("owner"), String.class);
    private static final Field<Boolean> EVERY_PROJECT = field(name("every_project"), Boolean.class);
    private static final Field<Long> LAST_USED = field(name("last_used"), Long.class);
    private static final Field<Boolean> ENABLED = field(name("enabled"), Boolean.class);
    private static final Field<String> SECRET_BOX = field(name("secret_box"), String.class);
    private static final Field<Integer> EPOCH = field(name("epoch"), Integer.class);

    private static final Table<Record> REACH = table(name("application_reach"));
    private static final Field<String> REACHING = field(name("application_reach", "application"), String.class);
    private static final Field<String> REACHED = field(name("application_reach", "project"), String.class);

    private final Catalog catalog;

    ApplicationStore(Catalog catalog) {
        this.catalog = catalog;
    }

    Optional<StoredApplication> find(String clientId) {
        return fetch(CLIENT_ID.eq(clientId), 0, 1).stream().findFirst();
    }

    Optional<StoredApplication> find(ApplicationQuery query, String id) {
        return fetch(condition(query).and(ID.eq(id)), 0, 1).stream().findFirst();
    }

    /** Oldest first; those that see nothing beyond {@code within}. */
    List<StoredApplication> list(ApplicationQuery query, Reach within, Optional<Cursor> after, int offset, int limit) {
        Condition start = after.map(cursor -> row(CREATED_AT, ID).gt(cursor.number(0), cursor.text(1)))
                .orElse(noCondition());
        return fetch(condition(query).and(within(within)).and(start), offset, limit);
    }

    long count(ApplicationQuery query, Reach within) {
        return catalog.read(
                dsl -> (long) dsl.fetchCount(APPLICATION, condition(query).and(within(within))));
    }

    /** The clients that see that project and no other. */
    List<String> boundTo(ProjectId project) {
        return catalog.read(dsl -> dsl.select(CLIENT_ID)
                .from(APPLICATION)
                .where(
                        EVERY_PROJECT.isFalse(),
                        reaches(project),
                        notExists(selectOne().from(REACH).where(REACHING.eq(CLIENT_ID), REACHED.ne(project.value()))))
                .fetch(CLIENT_ID));
    }

    boolean isTaken(String clientId) {
        return catalog.read(dsl -> dsl.fetchExists(APPLICATION, CLIENT_ID.eq(clientId)));
    }

    void insert(StoredApplication stored) {
        Application application = stored.application();
        catalog.change(dsl -> {
            dsl.insertInto(APPLICATION)
                    .set(ApplicationRow.fixed(application))
                    .set(ApplicationRow.changing(stored))
                    .execute();
            insertReach(dsl, application.clientId(), application.settings().reach());
        });
    }

    /** Has others that would change it wait until the transaction ends. SQLite has one writer anyway. */
    void lock(String id) {
        catalog.change(dsl -> {
            if (catalog.isShared()) {
                dsl.selectOne()
                        .from(APPLICATION)
                        .where(ID.eq(id))
                        .forNoKeyUpdate()
                        .fetch();
            }
        });
    }

    /** Replaces everything but what never changes. */
    void update(StoredApplication stored) {
        String clientId = stored.application().clientId();
        catalog.change(dsl -> {
            dsl.update(APPLICATION)
                    .set(ApplicationRow.changing(stored))
                    .where(CLIENT_ID.eq(clientId))
                    .execute();
            dsl.deleteFrom(REACH).where(REACHING.eq(clientId)).execute();
            insertReach(dsl, clientId, stored.application().settings().reach());
        });
    }

    void delete(String clientId) {
        catalog.change(
                dsl -> dsl.deleteFrom(APPLICATION).where(CLIENT_ID.eq(clientId)).execute());
    }

    /** Ends at once what the client has; false where there is none. */
    boolean disable(String clientId) {
        return catalog.transaction(dsl -> dsl.update(APPLICATION)
                        .set(ENABLED, false)
                        .set(EPOCH, EPOCH.plus(1))
                        .where(CLIENT_ID.eq(clientId))
                        .execute())
                > 0;
    }

    /** Forgets the sealed copies of all secrets; how many there were. */
    int emptyBoxes() {
        return catalog.transaction(dsl -> dsl.update(APPLICATION)
                .setNull(SECRET_BOX)
                .where(SECRET_BOX.isNotNull())
                .execute());
    }

    void used(String clientId, long now) {
        catalog.change(dsl -> dsl.update(APPLICATION)
                .set(LAST_USED, now)
                .where(CLIENT_ID.eq(clientId))
                .execute());
    }

    private static void insertReach(DSLContext dsl, String clientId, Reach reach) {
        for (ProjectId project : reach.projects()) {
            dsl.insertInto(REACH)
                    .set(REACHING, clientId)
                    .set(REACHED, project.value())
                    .execute();
        }
    }

    private static Condition condition(ApplicationQuery query) {
        Condition reaches = query.project()
                .map(project -> EVERY_PROJECT.isTrue().or(reaches(project)))
                .orElse(noCondition());
        Condition owned = query.owner()
                .map(owner -> owner.person().<Condition>map(OWNER::eq).orElse(OWNER.isNull()))
                .orElse(noCondition());
        return ORGANIZATION.eq(query.organization()).and(reaches).and(owned);
    }

    private static Condition reaches(ProjectId project) {
        return exists(selectOne().from(REACH).where(REACHING.eq(CLIENT_ID), REACHED.eq(project.value())));
    }

    private static Condition within(Reach reach) {
        if (reach.everyProject()) {
            return noCondition();
        }
        List<String> projects = reach.projects().stream().map(ProjectId::value).toList();
        return EVERY_PROJECT
                .isFalse()
                .and(notExists(selectOne().from(REACH).where(REACHING.eq(CLIENT_ID), REACHED.notIn(projects))));
    }

    private List<StoredApplication> fetch(Condition condition, int offset, int limit) {
        return catalog.read(dsl -> {
            List<Record> rows = dsl.select()
                    .from(APPLICATION)
                    .where(condition)
                    .orderBy(CREATED_AT, ID)
                    .offset(offset)
                    .limit(limit)
                    .fetch();
            Map<String, Set<ProjectId>> reached = reached(dsl, rows);
            return rows.stream()
                    .map(row -> ApplicationRow.read(row, reach(row, reached.get(row.get(CLIENT_ID)))))
                    .toList();
        });
    }

    private static Reach reach(Record row, @Nullable Set<ProjectId> projects) {
        return row.get(EVERY_PROJECT) ? Reach.everything() : Reach.only(projects == null ? Set.of() : projects);
    }

    private static Map<String, Set<ProjectId>> reached(DSLContext dsl, List<Record> rows) {
        List<String> bound = rows.stream()
                .filter(row -> !row.get(EVERY_PROJECT))
                .map(row -> row.get(CLIENT_ID))
                .toList();
        if (bound.isEmpty()) {
            return Map.of();
        }
        return dsl
                .select(REACHING, REACHED)
                .from(REACH)
                .where(REACHING.in(bound))
                .fetch()
                .intoGroups(REACHING, row -> new ProjectId(row.get(REACHED)))
                .entrySet()
                .stream()
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, each -> Set.copyOf(each.getValue())));
    }
}
