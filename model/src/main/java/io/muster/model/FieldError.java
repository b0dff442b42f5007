package io.muster.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a document.
 *
 * @param pointer where, as a JSON Pointer (RFC 6901); the empty string is the whole document
 * @param code what kind of error
 * @param detail for people: the value found and what would be right
 * @param place where in the text that the pointer points at, if that has a notation of its own; the detail names it too
 */
public record FieldError(
        String pointer,
        ErrorCode code,
        String detail,
        @Nullable TextPlace place) {
    public FieldError {
        requireNonNull(code, "code");
        pointer = encodable(pointer);
        detail = encodable(detail);
    }

    public FieldError(String pointer, ErrorCode code, String detail) {
        this(pointer, code, detail, null);
    }

    // Both may quote a hostile document, and half a surrogate pair would make the answer itself unwritable.
    private static String encodable(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }
}
