package io.muster.model.condition.json;

import io.muster.model.Pointer;
import io.muster.model.condition.Condition;
import tools.jackson.databind.JsonNode;

/**
 * Reads the segment language's JSON notation. Thread-safe.
 *
 * <p>What is wrong is told all at once: a {@link io.muster.model.MusterException} carries up to 20 errors, each with a
 * JSON Pointer, and the code that they share, or INVALID_DEFINITION. Texts are refused as a whole, with one error, where
 * they are too long (TOO_LARGE), are not UTF-8 (INVALID_ENCODING) or not JSON (INVALID_JSON, duplicate keys included).
 */
public final class ConditionParser {

    public static final int DEFAULT_MAX_BYTES = 1 << 20;

    /** Levels of conditions inside one another; deeper ones are TOO_DEEP. */
    public static final int MAX_DEPTH = 100;

    private final DocumentReader documents;

    public ConditionParser() {
        this(DEFAULT_MAX_BYTES);
    }

    /** A parser of texts of at most so many bytes of UTF-8. */
    public ConditionParser(int maxBytes) {
        documents = new DocumentReader(maxBytes);
    }

    public Condition parse(String json) {
        return parse(documents.read(json));
    }

    public Condition parse(byte[] json) {
        return parse(documents.read(json));
    }

    /** A definition that is a document of its own. */
    public Condition parse(JsonNode definition) {
        return parse(definition, Pointer.ROOT);
    }

    /** A definition inside a larger document, where it is at {@code at}; the errors' pointers start there. */
    public Condition parse(JsonNode definition, Pointer at) {
        Problems problems = new Problems();
        Condition condition = new ConditionReader(problems).read(new Located(at, definition));
        if (!problems.isEmpty()) {
            throw problems.toException();
        }
        return condition;
    }
}
