package io.muster.server.project;

import io.muster.model.ProjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What becomes, or became, of a project that was deleted. It outlives the project.
 *
 * @param requestedBy as the audit trail names callers
 * @param profiles how many it had
 * @param receipt what was done, signed; null until it is
 */
record ProjectDeletion(
        String id,
        String organization,
        ProjectId project,
        String key,
        String requestedBy,
        State state,
        long profiles,
        @Nullable String receipt,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    /** How far it has come; the lower-case name is the stable one. */
    enum State {
        RUNNING,
        SUCCEEDED;

        String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
