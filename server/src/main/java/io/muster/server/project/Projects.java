package io.muster.server.project;

import io.muster.engine.SegmentEngine;
import io.muster.model.ErrorCode;
import io.muster.model.FieldError;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.access.Caller;
import io.muster.server.catalog.Catalog;
import io.muster.server.catalog.Ids;
import io.muster.server.config.MusterProperties;
import io.muster.server.http.Cursor;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** The projects of an organization. Thread-safe. */
@Service
public class Projects {
    private final Catalog catalog;
    private final ProjectStore store;
    private final SegmentEngine engine;
    private final ProjectDeletions deletions;
    private final ObjectProvider<ProjectListener> listeners;
    private final String usualRetention;
    private final Ids ids;
    private final Clock clock;

    Projects(
            Catalog catalog,
            ProjectStore store,
            SegmentEngine engine,
            ProjectDeletions deletions,
            ObjectProvider<ProjectListener> listeners,
            MusterProperties properties,
            Ids ids,
            Clock clock) {
        this.catalog = catalog;
        this.store = store;
        this.engine = engine;
        this.deletions = deletions;
        this.listeners = listeners;
        this.usualRetention = properties.export().retention().toString();
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * The project that the caller means by this id or key.
     *
     * @throws MusterException NOT_FOUND, also where it belongs to others
     */
    public Project get(String idOrKey, Caller caller) {
        return store.find(caller.organization(), idOrKey)
                .filter(project -> caller.sees(project.id()))
                .orElseThrow(() -> new MusterException(ErrorCode.NOT_FOUND, "No project " + idOrKey + "."));
    }

    /**
     * The project that a caller means where the interface names none: the one whose id is the caller's {@code client_id},
     * else the only one that it sees.
     *
     * @throws MusterException INVALID_REQUEST where that is not one
     */
    public Project own(Caller caller) {
        return store.find(caller.organization(), caller.id())
                .filter(project -> caller.sees(project.id()))
                .orElseGet(() -> only(caller));
    }

    private Project only(Caller caller) {
        List<Project> seen = store.list(caller.organization(), caller.reach(), Optional.empty(), 2);
        if (seen.size() != 1) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST,
                    "These credentials see " + (seen.isEmpty() ? "no project" : "several projects")
                            + "; use those of an application of one project.");
        }
        return seen.getFirst();
    }

    /** The project, for work that nobody waits for; empty where it was deleted meanwhile. */
    public Optional<Project> find(ProjectId id) {
        return store.find(id);
    }

    /** Every project of every organization. */
    public List<ProjectId> all() {
        return store.all();
    }

    /** The projects that the caller may see, oldest first. */
    public Page<Project> list(Caller caller, PageRequest page) {
        String list = "projects:" + caller.organization();
        List<Project> found = store.list(caller.organization(), caller.reach(), page.start(list, 2), page.limit() + 1);
        return Page.of(
                found,
                page.limit(),
                last -> Cursor.encode(list, last.createdAt().toEpochMilli(), last.id()));
    }

    /** The newest committed version of the project's data. */
    public long dataVersion(Project project) {
        return engine.dataVersion(project.id());
    }

    /**
     * A project to be, with an id and an empty store in the engine; {@link #add} makes it exist.
     *
     * @throws MusterException KEY_TAKEN
     */
    public Project prepare(String organization, ProjectSettings settings) {
        ProjectId id = new ProjectId(ids.next("p"));
        Project project = settings.project(id, organization, usualRetention, clock.instant());
        if (store.find(organization, project.key()).isPresent()) {
            throw keyTaken(project);
        }
        engine.createProject(id);
        return project;
    }

    /**
     * Makes a prepared project exist.
     *
     * @throws MusterException KEY_TAKEN
     */
    public Project add(Project project) {
        if (!store.insert(project)) {
            engine.dropProject(project.id());
            throw keyTaken(project);
        }
        return project;
    }

    private static MusterException keyTaken(Project project) {
        String detail = project.key() + " is taken by another project.";
        return new MusterException(
                ErrorCode.KEY_TAKEN, "key: " + detail, List.of(new FieldError("/key", ErrorCode.KEY_TAKEN, detail)));
    }

    /** Replaces the project's settings. */
    public void update(Project project) {
        catalog.change(db -> {
            Project before = store.find(project.id()).orElseThrow();
            store.update(project);
            listeners.forEach(listener -> listener.changed(before, project));
        });
    }

    /** Goes on with deletions that a crash interrupted or that failed, once their pause is over. */
    public void finishDeletions() {
        deletions.resume();
    }

    /** Sees to it that every project has its store. */
    public void recover() {
        store.all().forEach(engine::createProject);
    }
}
