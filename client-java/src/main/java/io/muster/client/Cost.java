package io.muster.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What evaluating a definition is thought to cost; {@code costliest} is the pointer of the condition that costs most. */
public record Cost(
        long rows, long estimatedMs, @Nullable String costliest, List<ConditionCost> conditions) {
    public Cost {
        conditions = Lists.copy(conditions);
    }

    /** One condition's part. */
    public record ConditionCost(String pointer, long rows, long estimatedMs) {}
}
