package io.muster.server.rows;

import io.muster.engine.rows.RefusedKeys;
import io.muster.model.ProjectId;

/** Knows the ids and identities of people whose rows are not to be taken in, because they were erased so; a bean. */
@FunctionalInterface
public interface SuppressedKeys {

    /** The project's now. Quick where there are none. */
    RefusedKeys of(ProjectId project);
}
