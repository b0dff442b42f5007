package io.muster.server.http;

import io.muster.model.ErrorCode;
import io.muster.model.FieldError;
import io.muster.model.MusterException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a request's body member by member and gathers all that is wrong with it. Read every member that may be there,
 * then call {@link #done}. For one thread.
 */
public final class JsonFields {
    private final ObjectNode body;
    private final String at;
    private final List<FieldError> errors;
    private final Set<String> known = new LinkedHashSet<>();

    public JsonFields(ObjectNode body) {
        this(body, "", new ArrayList<>());
    }

    private JsonFields(ObjectNode body, String at, List<FieldError> errors) {
        this.body = body;
        this.at = at;
        this.errors = errors;
    }

    /** Whether the member is there, be it null. */
    public boolean has(String name) {
        known.add(name);
        return body.has(name);
    }

    /** The member as text of that many characters; empty where it is missing. */
    public Optional<String> text(String name, int min, int max) {
        return find(name).flatMap(node -> text(name, node, min, max));
    }

    /** As {@link #text}, and a fault where it is missing; then, too, the answer is empty. */
    public Optional<String> requiredText(String name, int min, int max) {
        if (!has(name)) {
            fault(name, ErrorCode.INVALID_REQUEST, name + " is missing; give " + textOf(min, max) + ".");
        }
        return text(name, min, max);
    }

    /** The member as an id or key of somebody: as long as it is, and with U+0000, for rows are taken with such. */
    public Optional<String> key(String name) {
        return find(name).flatMap(node -> key(name, node));
    }

    /** The member as a list of such. */
    public Optional<List<String>> keys(String name) {
        return list(name, this::key);
    }

    /** As {@link #text}, but null is as good as missing. */
    public Optional<String> nullableText(String name, int min, int max) {
        return isNull(name) ? Optional.empty() : text(name, min, max);
    }

    /** The member as whatever {@code parse} makes of its text; a {@link MusterException} of it becomes a fault. */
    public <T> Optional<T> parsed(String name, Function<String, T> parse) {
        return parsed(name, 1000, parse);
    }

    /** As {@link #parsed(String, Function)}, of a text that may have so many characters. */
    public <T> Optional<T> parsed(String name, int max, Function<String, T> parse) {
        return text(name, 1, max).flatMap(text -> {
            try {
                return Optional.of(parse.apply(text));
            } catch (MusterException e) {
                fault(name, e.code(), e.detail());
                return Optional.empty();
            }
        });
    }

    /** The member as a truth value. */
    public Optional<Boolean> flag(String name) {
        return find(name).flatMap(node -> {
            if (!node.isBoolean()) {
                wrongType(name, node, "true or false");
                return Optional.empty();
            }
            return Optional.of(node.booleanValue());
        });
    }

    /** The member as a list of texts, none of them empty. */
    public Optional<List<String>> texts(String name) {
        return list(name, (each, node) -> text(each, node, 1, Integer.MAX_VALUE));
    }

    private Optional<List<String>> list(String name, BiFunction<String, JsonNode, Optional<String>> read) {
        return find(name).flatMap(node -> {
            if (!node.isArray()) {
                wrongType(name, node, "a list of texts");
                return Optional.empty();
            }
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < node.size(); i++) {
                read.apply(name + "/" + i, node.get(i)).ifPresent(texts::add);
            }
            return Optional.of(texts);
        });
    }

    /** The member as it stands; empty where it is missing or null. */
    public Optional<JsonNode> node(String name) {
        return isNull(name) ? Optional.empty() : find(name);
    }

    /** The member as an object, whose faults join these. Call its {@link #done} before this one's. */
    public Optional<JsonFields> object(String name) {
        return find(name).flatMap(node -> {
            if (node instanceof ObjectNode object) {
                return Optional.of(new JsonFields(object, pointer(name), errors));
            }
            wrongType(name, node, "an object");
            return Optional.empty();
        });
    }

    /** Adds a fault of the member; {@code name} may go deeper, {@code columns/3}. */
    public void fault(String name, ErrorCode code, String detail) {
        errors.add(new FieldError(pointer(name), code, detail));
    }

    /**
     * Ends the reading.
     *
     * @throws MusterException with every fault found, unknown members among them; its code is the first one's
     */
    public void done() {
        for (String name : body.propertyNames()) {
            if (!known.contains(name)) {
                fault(
                        name.replace("~", "~0").replace("/", "~1"),
                        ErrorCode.UNKNOWN_FIELD,
                        "'" + name + "' is not known here; there are " + String.join(", ", known) + ".");
            }
        }
        if (!errors.isEmpty() && at.isEmpty()) {
            String faults = errors.size() == 1 ? "1 fault" : errors.size() + " faults";
            throw new MusterException(errors.getFirst().code(), "The request has " + faults + ": " + first(), errors);
        }
    }

    private String first() {
        return errors.getFirst().detail();
    }

    private boolean isNull(String name) {
        return has(name) && body.get(name).isNull();
    }

    private Optional<JsonNode> find(String name) {
        return has(name) ? Optional.of(body.get(name)) : Optional.empty();
    }

    private Optional<String> key(String name, JsonNode node) {
        if (!node.isString() || node.stringValue().isEmpty()) {
            wrongType(name, node, "text that is not empty");
            return Optional.empty();
        }
        Optional<String> flaw = halfCharacter(node.stringValue());
        flaw.ifPresent(it -> fault(name, ErrorCode.INVALID_REQUEST, name + " has " + it + "."));
        return flaw.isPresent() ? Optional.empty() : Optional.of(node.stringValue());
    }

    private Optional<String> text(String name, JsonNode node, int min, int max) {
        if (!node.isString()) {
            wrongType(name, node, textOf(min, max));
            return Optional.empty();
        }
        String text = node.stringValue();
        int length = text.codePointCount(0, text.length());
        if (length < min || length > max) {
            fault(
                    name,
                    ErrorCode.INVALID_REQUEST,
                    name + " has " + length + " characters; give " + textOf(min, max) + ".");
            return Optional.empty();
        }
        Optional<String> flaw = flaw(text);
        flaw.ifPresent(it -> fault(name, ErrorCode.INVALID_REQUEST, name + " has " + it + "."));
        return flaw.isPresent() ? Optional.empty() : Optional.of(text);
    }

    private static Optional<String> flaw(String text) {
        if (text.indexOf('\0') >= 0) {
            return Optional.of("the character U+0000, which cannot be kept");
        }
        return halfCharacter(text);
    }

    private static Optional<String> halfCharacter(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text)
                ? Optional.empty()
                : Optional.of("half a surrogate pair, which is no character");
    }

    private static String textOf(int min, int max) {
        return max == Integer.MAX_VALUE ? "text" : "text of " + min + " to " + max + " characters";
    }

    private void wrongType(String name, JsonNode found, String wanted) {
        fault(name, ErrorCode.WRONG_TYPE, name + " is " + describe(found) + "; give " + wanted + ".");
    }

    private static String describe(@Nullable JsonNode node) {
        return switch (node) {
            case JsonNode it when it.isNull() -> "null";
            case JsonNode it when it.isNumber() -> it + ", a number";
            case JsonNode it when it.isBoolean() -> it + ", a boolean";
            case JsonNode it when it.isArray() -> "a list";
            case JsonNode it when it.isObject() -> "an object";
            case null, default -> "text";
        };
    }

    private String pointer(String name) {
        return at + "/" + name;
    }
}
