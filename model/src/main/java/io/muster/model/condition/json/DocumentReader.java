package io.muster.model.condition.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.model.ErrorCode;
import io.muster.model.FieldError;
import io.muster.model.MusterException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads strict JSON of bounded size and nesting, each key once in its object, numbers exact. Thread-safe. */
final class DocumentReader {

    /** Levels of objects and lists; more than the deepest legal condition needs. */
    static final int MAX_NESTING = 250;

    private static final int MAX_NUMBER_LENGTH = 1_000;

    private final int maxBytes;
    private final JsonMapper mapper;

    DocumentReader(int maxBytes) {
        this.maxBytes = maxBytes;
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(MAX_NESTING)
                .maxNumberLength(MAX_NUMBER_LENGTH)
                .maxStringLength(maxBytes)
                .maxNameLength(maxBytes)
                .build();
        this.mapper = JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(constraints).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .build();
    }

    JsonNode read(byte[] json) {
        requireSize(json.length);
        try {
            return parse(UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString());
        } catch (CharacterCodingException e) {
            throw refuse(ErrorCode.INVALID_ENCODING, "", "the text is not valid UTF-8");
        }
    }

    JsonNode read(String json) {
        // A text has at least as many bytes as characters; counting the bytes of a huge one would copy it.
        requireSize(json.length());
        requireSize(json.getBytes(UTF_8).length);
        return parse(json);
    }

    private void requireSize(int bytes) {
        if (bytes > maxBytes) {
            throw refuse(
                    ErrorCode.TOO_LARGE,
                    "",
                    "the definition has " + bytes + " bytes; at most " + maxBytes + " are read");
        }
    }

    private JsonNode parse(String json) {
        try (JsonParser parser = mapper.createParser(json)) {
            try {
                JsonNode document = mapper.readTree(parser);
                if (document == null || document.isMissingNode()) {
                    throw refuse(ErrorCode.INVALID_JSON, "", "the text is empty; a condition is a JSON object");
                }
                requireEnd(parser);
                return document;
            } catch (StreamConstraintsException e) {
                throw limit(parser);
            } catch (NumberFormatException e) {
                // An exponent that does not even fit an int; Jackson lets this through as it is.
                throw refuse(ErrorCode.WRONG_TYPE, place(parser), Scalars.OUT_OF_RANGE);
            } catch (JacksonException e) {
                throw syntax(parser, e);
            }
        }
    }

    private static void requireEnd(JsonParser parser) {
        JsonToken next = parser.nextToken();
        if (next != null) {
            throw refuse(ErrorCode.INVALID_JSON, "", "there is more after the end of the JSON object");
        }
    }

    private static MusterException limit(JsonParser parser) {
        int depth = parser.streamReadContext().getNestingDepth();
        return depth >= MAX_NESTING
                ? refuse(
                        ErrorCode.TOO_DEEP,
                        place(parser),
                        "the JSON is nested more than " + MAX_NESTING + " levels deep")
                : refuse(
                        ErrorCode.WRONG_TYPE,
                        place(parser),
                        "a number of more than " + MAX_NUMBER_LENGTH + " digits; write a shorter one");
    }

    private static MusterException syntax(JsonParser parser, JacksonException e) {
        String where = e.getLocation() == null
                ? ""
                : "line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ": ";
        return refuse(ErrorCode.INVALID_JSON, place(parser), where + e.getOriginalMessage());
    }

    private static String place(JsonParser parser) {
        return parser.streamReadContext().pathAsPointer().toString();
    }

    private static MusterException refuse(ErrorCode code, String pointer, String detail) {
        FieldError error = new FieldError(pointer, code, detail);
        String where = pointer.isEmpty() ? "" : pointer + ": ";
        return new MusterException(code, where + error.detail(), List.of(error));
    }
}
