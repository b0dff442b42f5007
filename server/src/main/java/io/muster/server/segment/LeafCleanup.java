package io.muster.server.segment;

import io.muster.engine.LeafCache;
import io.muster.model.ProjectId;
import io.muster.server.project.ProjectCleanup;
import org.springframework.stereotype.Component;

/** Frees the memory that a deleted project's leaves take. */
@Component
class LeafCleanup implements ProjectCleanup {

    private final LeafCache cache;

    LeafCleanup(LeafCache cache) {
        this.cache = cache;
    }

    @Override
    public void clean(ProjectId project) {
        cache.forget(project);
    }
}
