package io.muster.client;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The verdict on one condition. {@code kind} is its name in the language; {@code condition} is null for {@code all},
 * {@code any} and {@code not}, whose parts are in {@code conditions}.
 */
public record ExplainedCondition(
        String pointer,
        String kind,
        boolean verdict,
        Flip flip,
        @Nullable JsonNode condition,
        List<ResolvedWindow> windows,
        @Nullable Saw saw,
        List<ExplainedCondition> conditions) {
    public ExplainedCondition {
        condition = Nodes.orNull(condition);
        windows = Lists.copy(windows);
        conditions = Lists.copy(conditions);
    }
}
