package io.muster.engine.duckdb;

import io.muster.engine.Aliased;
import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.Erasure;
import io.muster.engine.RowImport;
import io.muster.engine.SegmentEngine;
import io.muster.engine.TableFiles;
import io.muster.engine.TableReader;
import io.muster.engine.rows.RowKind;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The embedded engine: DuckDB inside this process, one file a project. One engine at a time may own a directory.
 * Thread-safe.
 */
public final class DuckDbEngine implements SegmentEngine {

    private final DuckDbSettings settings;
    private final Database database;
    private final Map<ProjectId, OpenProject> projects = new ConcurrentHashMap<>();

    /** Starts the engine; projects are opened when they are first asked for. */
    public DuckDbEngine(DuckDbSettings settings) {
        this.settings = settings;
        this.database = new Database(settings);
    }

    private record OpenProject(ProjectStore store, CommitQueue queue) {}

    @Override
    public void createProject(ProjectId project) {
        projects.computeIfAbsent(project, id -> open(id, true));
    }

    @Override
    public void dropProject(ProjectId project) {
        projects.compute(project, (id, open) -> {
            ProjectFile file = new ProjectFile(settings.directory(), id);
            if (open != null) {
                open.store().drop();
            } else if (file.exists()) {
                file.delete();
            }
            return null;
        });
    }

    @Override
    public long dataVersion(ProjectId project) {
        return get(project).store().state().version();
    }

    @Override
    public OptionalInt ordinal(ProjectId project, String profile) {
        ProjectStore store = get(project).store();
        int ordinal = store.index().find(Utf8.bytes(profile));
        return ordinal >= 0 && ordinal < store.state().profiles() ? OptionalInt.of(ordinal) : OptionalInt.empty();
    }

    @Override
    public EngineSnapshot snapshot(ProjectId project) {
        return get(project).store().snapshot();
    }

    @Override
    public RowImport startImport(ProjectId project, RowKind kind) {
        OpenProject open = get(project);
        return new PendingImport(open.store(), open.queue(), kind);
    }

    @Override
    public Erasure erase(ProjectId project, Collection<String> ids, Deadline deadline) {
        return get(project).store().erase(ids, deadline);
    }

    @Override
    public void refuse(ProjectId project, Map<String, Set<String>> identities, Deadline deadline) {
        get(project).store().refuse(identities, deadline);
    }

    @Override
    public Aliased alias(ProjectId project, String id, String profile, Deadline deadline) {
        return get(project).store().alias(new AliasedId(Utf8.bytes(id), Utf8.bytes(profile)), deadline);
    }

    @Override
    public boolean scrub(ProjectId project, Deadline deadline) {
        return get(project).store().scrub(deadline);
    }

    @Override
    public boolean compact(ProjectId project, Deadline deadline) {
        return get(project).store().compact(deadline);
    }

    @Override
    public TableReader readParquet(Path file) {
        return ParquetReader.open(database, file);
    }

    @Override
    public TableFiles files() {
        return new DuckDbFiles(database);
    }

    @Override
    public void close() {
        projects.values().forEach(open -> open.store().close());
        projects.clear();
        database.close();
    }

    /** Works the project's log into its file, as happens by itself when the log is long. */
    void checkpoint(ProjectId project) {
        get(project).store().checkpoint();
    }

    private OpenProject get(ProjectId project) {
        OpenProject open = projects.get(project);
        return open != null ? open : projects.computeIfAbsent(project, id -> open(id, false));
    }

    private OpenProject open(ProjectId project, boolean create) {
        ProjectFile file = new ProjectFile(settings.directory(), project);
        if (!file.exists()) {
            if (!create) {
                throw notFound(project);
            }
            file.deleteLogs();
        }
        file.deleteRewritten();
        Session writer = database.open();
        try {
            return open(project, file, writer, create);
        } catch (RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    private OpenProject open(ProjectId project, ProjectFile file, Session writer, boolean create) {
        String attached = file.attach(writer);
        try {
            if (!file.isComplete(writer, attached)) {
                if (!create) {
                    throw notFound(project);
                }
                file.create(writer, attached);
            }
            file.upgrade(writer, attached);
            ProjectStore store = new ProjectStore(database, file, writer, attached, settings.compactAtRows());
            return new OpenProject(store, new CommitQueue(store));
        } catch (RuntimeException e) {
            writer.execute("DETACH " + attached);
            throw e;
        }
    }

    private static MusterException notFound(ProjectId project) {
        return new MusterException(ErrorCode.NOT_FOUND, "There is no project '" + project + "'.");
    }
}
