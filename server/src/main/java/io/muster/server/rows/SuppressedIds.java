package io.muster.server.rows;

import io.muster.model.ProjectId;
import java.util.function.Predicate;

/** Knows the ids of profiles whose rows are not to be taken in, because they were erased so; a bean. */
@FunctionalInterface
public interface SuppressedIds {

    /** Whether an id is one of the project's now. Quick where there are none. */
    Predicate<String> of(ProjectId project);
}
