package io.muster.model;

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
        requireNonNull(pointer, "pointer");
        requireNonNull(code, "code");
        requireNonNull(detail, "detail");
    }
}
