package io.muster.model;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/**
 * One thing that is wrong with a document.
 *
 * @param pointer where, as a JSON Pointer (RFC 6901); the empty string is the whole document
 * @param code what kind of error
 * @param detail for people: the value found and what would be right
 */
public record FieldError(String pointer, ErrorCode code, String detail) {
    public FieldError {
        requireNonNull(code, "code");
        pointer = encodable(pointer);
        detail = encodable(detail);
    }

    // Both may quote a hostile document, and half a surrogate pair would make the answer itself unwritable.
    private static String encodable(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }
}
