package io.muster.server.segment;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.Pointer;
import io.muster.model.condition.Condition;
import io.muster.model.condition.text.DefinitionParser;
import io.muster.server.http.JsonFields;
import io.muster.server.http.Keys;
import io.muster.server.http.Zones;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a caller says of a segment, checked in itself but not against what is stored.
 *
 * @param key as asked for; empty to have one made
 * @param profiles the first members of a static segment
 */
record SegmentRequest(Optional<String> key, SegmentType type, SegmentContent content, List<String> profiles) {

    private static final DefinitionParser PARSER = new DefinitionParser();

    static SegmentRequest create(ObjectNode body) {
        JsonFields fields = new JsonFields(body);
        Optional<String> key = fields.parsed("key", Keys::check);
        SegmentType type = fields.parsed("type", SegmentRequest::type).orElse(SegmentType.DYNAMIC);
        Optional<List<String>> profiles = fields.texts("profiles");
        if (type == SegmentType.DYNAMIC && profiles.isPresent()) {
            fields.fault(
                    "profiles",
                    ErrorCode.NOT_STATIC,
                    "profiles are for static segments; a dynamic one has a definition.");
        }
        return new SegmentRequest(key, type, content(fields, body, type), profiles.orElse(List.of()));
    }

    static SegmentContent replacement(ObjectNode body, SegmentType type) {
        return content(new JsonFields(body), body, type);
    }

    /** A definition inside a request's body; its faults carry pointers into that body. */
    static Condition definition(ObjectNode body, String member) {
        return PARSER.parse(body.get(member), Pointer.ROOT.child(member));
    }

    private static SegmentContent content(JsonFields fields, ObjectNode body, SegmentType type) {
        Optional<String> name = fields.requiredText("name", 1, 200);
        Optional<String> description = fields.nullableText("description", 0, 10_000);
        Optional<String> category = fields.nullableText("category", 0, 200);
        Refresh refresh = refresh(fields, type);
        Optional<ZoneId> zone = fields.node("zone").flatMap(node -> fields.parsed("zone", Zones::parse));
        Optional<Duration> maxAge =
                fields.node("max_age").flatMap(node -> fields.parsed("max_age", SegmentRequest::maxAge));
        OnStale onStale = fields.parsed("on_stale", OnStale::parse).orElse(OnStale.WARN);
        boolean defined = checkDefinition(fields, type);
        fields.done();
        return new SegmentContent(
                name.orElseThrow(),
                description.orElse(null),
                category.orElse(null),
                defined ? definition(body, "definition") : null,
                refresh,
                zone.orElse(null),
                maxAge.orElse(null),
                onStale);
    }

    private static boolean checkDefinition(JsonFields fields, SegmentType type) {
        boolean defined = fields.node("definition").isPresent();
        if (defined && type == SegmentType.STATIC) {
            fields.fault(
                    "definition",
                    ErrorCode.INVALID_REQUEST,
                    "A static segment has no definition; its members are given by id.");
        } else if (!defined && type == SegmentType.DYNAMIC) {
            fields.fault(
                    "definition",
                    ErrorCode.INVALID_REQUEST,
                    "definition is missing; give a condition, or make the segment static.");
        }
        return defined;
    }

    private static Refresh refresh(JsonFields fields, SegmentType type) {
        Optional<Refresh> refresh = fields.parsed("refresh", Refresh::parse);
        if (type == SegmentType.DYNAMIC) {
            return refresh.orElseGet(Refresh.Daily::new);
        }
        if (refresh.isPresent() && !(refresh.get() instanceof Refresh.Manual)) {
            fields.fault(
                    "refresh", ErrorCode.INVALID_REQUEST, "A static segment has nothing to refresh; leave it out.");
        }
        return new Refresh.Manual();
    }

    private static SegmentType type(String text) {
        return switch (text) {
            case "dynamic" -> SegmentType.DYNAMIC;
            case "static" -> SegmentType.STATIC;
            default ->
                throw new MusterException(ErrorCode.INVALID_REQUEST, "type is '" + text + "'; give dynamic or static.");
        };
    }

    private static Duration maxAge(String text) {
        try {
            Duration age = Duration.parse(text);
            if (!age.isNegative() && !age.isZero()) {
                return age;
            }
        } catch (DateTimeException e) {
            throw notAge(text, e);
        }
        throw notAge(text, null);
    }

    private static MusterException notAge(String text, @Nullable Throwable cause) {
        return new MusterException(
                ErrorCode.INVALID_REQUEST,
                "max_age is '" + text + "'; give a duration above zero, such as PT24H.",
                cause);
    }
}
