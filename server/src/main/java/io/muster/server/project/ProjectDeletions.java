package io.muster.server.project;

import io.muster.engine.EngineSnapshot;
import io.muster.engine.SegmentEngine;
import io.muster.model.ErrorCode;
import io.muster.model.FieldError;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.access.Caller;
import io.muster.server.audit.AuditEvent;
import io.muster.server.audit.AuditLog;
import io.muster.server.catalog.Catalog;
import io.muster.server.catalog.Ids;
import io.muster.server.http.JsonFields;
import io.muster.server.project.ProjectDeletion.State;
import io.muster.server.token.Statements;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Deletes projects with everything in them. A project is gone for everybody at once; its data go in the background, and
 * also after a crash or a failure. It is no job, for jobs are a project's own and go with it. Thread-safe.
 */
@Service
class ProjectDeletions {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectDeletions.class);
    private static final String TYPE = "muster-project-deletion";

    private final ProjectStore projects;
    private final ProjectDeletionStore store;
    private final SegmentEngine engine;
    private final ObjectProvider<ProjectCleanup> cleanups;
    private final Catalog catalog;
    private final Statements statements;
    private final AuditLog audit;
    private final JsonMapper json;
    private final Ids ids;
    private final Clock clock;
    private final Pauses pauses;
    private final Set<ProjectId> underWay = ConcurrentHashMap.newKeySet();

    ProjectDeletions(
            ProjectStore projects,
            ProjectDeletionStore store,
            SegmentEngine engine,
            ObjectProvider<ProjectCleanup> cleanups,
            Catalog catalog,
            Statements statements,
            AuditLog audit,
            JsonMapper json,
            Ids ids,
            Clock clock) {
        this.projects = projects;
        this.store = store;
        this.engine = engine;
        this.cleanups = cleanups;
        this.catalog = catalog;
        this.statements = statements;
        this.audit = audit;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
        this.pauses = new Pauses(clock);
    }

    /**
     * Sees that whoever deletes the project means this one.
     *
     * @throws MusterException where the body does not have the project's name
     */
    static void confirm(Project project, @Nullable ObjectNode body) {
        JsonFields fields = new JsonFields(body == null ? JsonMapper.shared().createObjectNode() : body);
        Optional<String> name = fields.requiredText("name", 1, 200);
        fields.done();
        if (!name.orElseThrow().equals(project.name())) {
            String detail =
                    "name: '" + name.orElseThrow() + "' is not this project's name; give the name of the project"
                            + " that is to be deleted with everything in it.";
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST,
                    detail,
                    List.of(new FieldError("/name", ErrorCode.INVALID_REQUEST, detail)));
        }
    }

    /** Ends the project at once; its jobs are cancelled, and what is in it goes in the background. */
    ProjectDeletion begin(Project project, Caller caller) {
        ProjectDeletion deletion = new ProjectDeletion(
                ids.next("z"),
                project.organization(),
                project.id(),
                project.key(),
                caller.actor(),
                State.RUNNING,
                profiles(project.id()),
                null,
                clock.instant(),
                null);
        catalog.change(db -> {
            store.insert(deletion);
            projects.markDeleted(project.id(), clock.instant());
        });
        Thread.ofVirtual().name("deletion-" + project.id()).start(() -> tryToFinish(project.id()));
        return deletion;
    }

    /** @throws MusterException NOT_FOUND, also where the caller may not see the project */
    ProjectDeletion get(Caller caller, String id) {
        return store.find(caller.organization(), id)
                .filter(deletion -> caller.sees(deletion.project()))
                .orElseThrow(() ->
                        new MusterException(ErrorCode.NOT_FOUND, "There is no deletion of a project \"" + id + "\"."));
    }

    /** Goes on with every deletion that is not done and whose pause after a failure is over. */
    void resume() {
        Stream.concat(projects.beingDeleted().stream(), store.running().stream())
                .distinct()
                .filter(project -> !clock.instant().isBefore(pauses.until(project)))
                .forEach(this::tryToFinish);
    }

    private void tryToFinish(ProjectId project) {
        if (underWay.add(project)) {
            try {
                finish(project);
                pauses.forget(project);
            } catch (RuntimeException e) {
                Duration pause = pauses.after(project);
                LOG.error("Project {} could not be deleted as a whole; it is tried again in {}", project, pause, e);
            } finally {
                underWay.remove(project);
            }
        }
    }

    /** It is said to be done when its bytes have left the disk too. */
    private void finish(ProjectId project) {
        clean(project);
        projects.delete(project);
        catalog.scrub();
        store.of(project).ifPresent(this::succeed);
        LOG.info("Deleted project {}", project);
    }

    /** One that fails keeps nothing else on the disk; the rows stay, which say what there still is. */
    private void clean(ProjectId project) {
        List<RuntimeException> failures = new ArrayList<>();
        Stream<ProjectCleanup> all = Stream.concat(cleanups.orderedStream(), Stream.of(engine::dropProject));
        all.forEach(cleanup -> {
            try {
                cleanup.clean(project);
            } catch (RuntimeException e) {
                failures.add(e);
            }
        });
        if (!failures.isEmpty()) {
            RuntimeException first = failures.removeFirst();
            failures.forEach(first::addSuppressed);
            throw first;
        }
    }

    private void succeed(ProjectDeletion deletion) {
        Instant now = clock.instant();
        String receipt = receipt(deletion, now);
        catalog.change(db -> {
            if (store.succeed(deletion.id(), receipt, now)) {
                audit.record(AuditEvent.ok(deletion.organization(), AuditEvent.SYSTEM, "project.deleted", deletion.id())
                        .inProject(deletion.project().value())
                        .with("requested_by", deletion.requestedBy()));
            }
        });
    }

    private String receipt(ProjectDeletion deletion, Instant now) {
        ObjectNode statement = json.createObjectNode();
        statement.put("iss", "muster");
        statement.put("deletion", deletion.id());
        statement.putObject("project").put("id", deletion.project().value()).put("key", deletion.key());
        statement.put("requested_by", deletion.requestedBy());
        statement.put("requested_at", deletion.createdAt().toString());
        statement.put("deleted_at", now.toString());
        statement.put("profiles", deletion.profiles());
        return statements.sign(TYPE, json.writeValueAsString(statement));
    }

    private long profiles(ProjectId project) {
        try (EngineSnapshot snapshot = engine.snapshot(project)) {
            return snapshot.profileCount();
        }
    }
}
