package io.muster.server.segment;

import io.muster.model.condition.Condition;
import io.muster.model.condition.json.ConditionParser;
import io.muster.model.condition.json.ConditionWriter;
import io.muster.server.membership.StoredMembership;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a static segment was frozen from. It is told, and decides nothing: the segment named may change or be deleted.
 *
 * @param segment the other segment's id
 * @param definitionVersion the other segment's version that its members were of
 * @param definition the condition of that version; null where it was static itself
 * @param asOf when the members were found
 */
public record Frozen(
        String segment,
        String key,
        int definitionVersion,
        @Nullable JsonNode definition,
        long dataVersion,
        Instant asOf) {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final ConditionParser PARSER = new ConditionParser(Integer.MAX_VALUE);

    public Frozen {
        // What is read from JSON has a node for null.
        definition = definition == null || definition.isNull() ? null : definition;
    }

    static Frozen of(Segment source, @Nullable Condition definition, StoredMembership membership) {
        return new Frozen(
                source.id(),
                source.key(),
                membership.definitionVersion(),
                definition == null ? null : ConditionWriter.json(definition),
                membership.dataVersion(),
                membership.asOf());
    }

    @Nullable
    Condition condition() {
        return definition == null ? null : PARSER.parse(definition);
    }

    static @Nullable String write(@Nullable Frozen frozen) {
        return frozen == null ? null : JSON.writeValueAsString(frozen);
    }

    static @Nullable Frozen read(@Nullable String json) {
        return json == null ? null : JSON.readValue(json, Frozen.class);
    }
}
