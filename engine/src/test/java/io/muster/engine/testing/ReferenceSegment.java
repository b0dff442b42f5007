package io.muster.engine.testing;

import io.muster.model.condition.Condition;
import java.time.ZoneId;
import java.util.Set;

/** A segment that definitions can refer to. */
public sealed interface ReferenceSegment {

    record Dynamic(Condition condition, ZoneId zone) implements ReferenceSegment {}

    /** Listed by profile id. */
    record Listed(Set<String> ids) implements ReferenceSegment {}
}
