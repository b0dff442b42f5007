package io.muster.engine.explain;

import io.muster.model.condition.Condition;
import java.time.ZoneId;

/** What a verdict depends on beside the profile itself. For one thread. */
public interface Surroundings {

    /** The segment of that id or key. */
    Referred segment(String idOrKey);

    /**
     * Whether the profile satisfies, just now, a condition that depends on other profiles or on the past, or on more
     * events than are looked at one by one: its bitmap tells.
     *
     * @param condition with its windows as written, or resolved
     * @param zone of windows that name none
     */
    boolean holds(Condition condition, ZoneId zone);

    /** A segment that a condition refers to. */
    sealed interface Referred {

        /** @param definition with its windows as written */
        record Defined(Condition definition, ZoneId zone) implements Referred {}

        /** Whether the profile is among the ids given. */
        record Listed(boolean member) implements Referred {}
    }
}
