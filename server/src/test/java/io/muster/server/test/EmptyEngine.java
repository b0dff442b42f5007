package io.muster.server.test;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.RowImport;
import io.muster.engine.SegmentEngine;
import io.muster.engine.SnapshotFiles;
import io.muster.engine.TableReader;
import io.muster.engine.rows.RowKind;
import io.muster.model.ProjectId;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** An engine that knows which projects there are and has no rows. */
@Component
final class EmptyEngine implements SegmentEngine {
    private final Set<ProjectId> projects = ConcurrentHashMap.newKeySet();

    @Override
    public void createProject(ProjectId project) {
        projects.add(project);
    }

    @Override
    public void dropProject(ProjectId project) {
        projects.remove(project);
    }

    @Override
    public long dataVersion(ProjectId project) {
        return 0;
    }

    @Override
    public EngineSnapshot snapshot(ProjectId project) {
        throw new UnsupportedOperationException();
    }

    @Override
    public RowImport startImport(ProjectId project, RowKind kind) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean compact(ProjectId project, Deadline deadline) {
        return false;
    }

    @Override
    public SnapshotFiles files() {
        throw new UnsupportedOperationException();
    }

    @Override
    public TableReader readParquet(Path file) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
