package io.muster.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one exception for everything a caller can be told; its message is written for that caller. */
public final class MusterException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ErrorCode code;
    private final transient List<FieldError> errors;

    public MusterException(ErrorCode code, String message) {
        this(code, message, List.of(), null);
    }

    public MusterException(ErrorCode code, String message, @Nullable Throwable cause) {
        this(code, message, List.of(), cause);
    }

    public MusterException(ErrorCode code, String message, List<FieldError> errors) {
        this(code, message, errors, null);
    }

    private MusterException(ErrorCode code, String message, List<FieldError> errors, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.errors = List.copyOf(errors);
    }

    /**
     * The same, where the document is part of another.
     *
     * @param pointer where it is in that, as a JSON Pointer
     */
    public MusterException within(String pointer) {
        List<FieldError> moved = errors.stream()
                .map(error -> new FieldError(pointer + error.pointer(), error.code(), error.detail(), error.place()))
                .toList();
        return new MusterException(code, detail(), moved, this);
    }

    public ErrorCode code() {
        return code;
    }

    /** What is wrong field by field; empty where the error is about the request as a whole. */
    public List<FieldError> errors() {
        return errors;
    }

    /** The message, never null. */
    public String detail() {
        String message = getMessage();
        return message == null ? code.code() : message;
    }
}
