package io.muster.server.project;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.muster.model.ProjectId;
import io.muster.server.catalog.Catalog;
import io.muster.server.project.ProjectDeletion.State;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.springframework.stereotype.Repository;

/** Deletions of projects in the catalogue. */
@Repository
class ProjectDeletionStore {
    private static final Table<Record> DELETION = table(name("project_deletion"));
    private static final Field<String> ID = field(name("id"), String.class);
    private static final Field<String> ORGANIZATION = field(name("organization"), String.class);
    private static final Field<String> PROJECT = field(name("project"), String.class);
    private static final Field<String> PROJECT_KEY = field(name("project_key"), String.class);
    private static final Field<String> REQUESTED_BY = field(name("requested_by"), String.class);
    private static final Field<String> STATE = field(name("state"), String.class);
    private static final Field<Long> PROFILES = field(name("profiles"), Long.class);
    private static final Field<String> RECEIPT = field(name("receipt"), String.class);
    private static final Field<Long> CREATED_AT = field(name("created_at"), Long.class);
    private static final Field<Long> FINISHED_AT = field(name("finished_at"), Long.class);

    private final Catalog catalog;

    ProjectDeletionStore(Catalog catalog) {
        this.catalog = catalog;
    }

    Optional<ProjectDeletion> find(String organization, String id) {
        return list(ORGANIZATION.eq(organization).and(ID.eq(id))).stream().findFirst();
    }

    /** The one of a project that is under way. */
    Optional<ProjectDeletion> of(ProjectId project) {
        return list(PROJECT.eq(project.value()).and(STATE.eq(State.RUNNING.text()))).stream()
                .findFirst();
    }

    /** The projects whose deletions are not done. */
    List<ProjectId> running() {
        return list(STATE.eq(State.RUNNING.text())).stream()
                .map(ProjectDeletion::project)
                .toList();
    }

    private List<ProjectDeletion> list(Condition which) {
        return catalog.read(db -> db.select().from(DELETION).where(which).fetch(ProjectDeletionStore::deletion));
    }

    void insert(ProjectDeletion deletion) {
        catalog.change(db -> db.insertInto(DELETION)
                .set(ID, deletion.id())
                .set(ORGANIZATION, deletion.organization())
                .set(PROJECT, deletion.project().value())
                .set(PROJECT_KEY, deletion.key())
                .set(REQUESTED_BY, deletion.requestedBy())
                .set(STATE, deletion.state().text())
                .set(PROFILES, deletion.profiles())
                .set(CREATED_AT, deletion.createdAt().toEpochMilli())
                .execute());
    }

    /** False where another server was quicker. */
    boolean succeed(String id, String receipt, Instant now) {
        return catalog.transaction(db -> db.update(DELETION)
                        .set(STATE, State.SUCCEEDED.text())
                        .set(RECEIPT, receipt)
                        .set(FINISHED_AT, now.toEpochMilli())
                        .where(ID.eq(id), STATE.eq(State.RUNNING.text()))
                        .execute()
                > 0);
    }

    private static ProjectDeletion deletion(Record row) {
        Long finished = row.get(FINISHED_AT);
        return new ProjectDeletion(
                row.get(ID),
                row.get(ORGANIZATION),
                new ProjectId(row.get(PROJECT)),
                row.get(PROJECT_KEY),
                row.get(REQUESTED_BY),
                State.valueOf(row.get(STATE).toUpperCase(Locale.ROOT)),
                row.get(PROFILES),
                row.get(RECEIPT),
                Instant.ofEpochMilli(row.get(CREATED_AT)),
                finished == null ? null : Instant.ofEpochMilli(finished));
    }
}
