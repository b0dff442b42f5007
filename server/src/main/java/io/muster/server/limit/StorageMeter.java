package io.muster.server.limit;

import io.muster.model.ProjectId;

/** Measures how much room a project's rows take. */
@FunctionalInterface
public interface StorageMeter {
    /** Bytes on the disk, roughly; 0 where nothing is kept. Cheap. */
    long bytes(ProjectId project);
}
