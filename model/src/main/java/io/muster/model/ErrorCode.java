package io.muster.model;

/** Every error that a caller can be told, with its HTTP status. The lower-case name is the stable {@code code}. */
public enum ErrorCode {
    INVALID_REQUEST(400),
    INVALID_JSON(400),
    INVALID_ENCODING(400),
    INVALID_CURSOR(400),
    UNAUTHORIZED(401),
    FORBIDDEN(403),
    HTTPS_REQUIRED(403),
    NOT_IN_PLAN(403),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    NOT_ACCEPTABLE(406),
    /** The body came too slowly; the connection is closed. */
    REQUEST_TIMEOUT(408),
    CONFLICT(409),
    KEY_TAKEN(409),
    SEGMENT_IN_USE(409),
    NOT_STATIC(409),
    NOT_READY(409),
    SEGMENT_STALE(409),
    GONE(410),
    ERASED(410),
    TOO_LARGE(413),
    TOO_MANY_COLUMNS(413),
    UNSUPPORTED_MEDIA_TYPE(415),
    UNSUPPORTED_ENCODING(415),
    INVALID_DEFINITION(422),
    UNKNOWN_FIELD(422),
    UNKNOWN_OPERATOR(422),
    WRONG_TYPE(422),
    UNKNOWN_SEGMENT(422),
    SEGMENT_CYCLE(422),
    UNKNOWN_ZONE(422),
    INVALID_WINDOW(422),
    INVALID_PATTERN(422),
    TOO_DEEP(422),
    INVALID_PARQUET(422),
    INVALID_CSV(422),
    INVALID_MAPPING(422),
    IDEMPOTENCY_MISMATCH(422),
    TOO_MANY_REQUESTS(429),
    QUOTA_EXCEEDED(429),
    UNKNOWN_DESTINATION(422),
    /** A destination, or what this server allows, has to be mended before files can go there. */
    DESTINATION_REFUSED(422),
    INTERNAL(500),
    /** The request needs something of HTTP that this server does not have, such as another transfer coding. */
    NOT_IMPLEMENTED(501),
    /** A destination did not take files, and may later. */
    DESTINATION_UNREACHABLE(502),
    /** The identity provider that people sign in by does not answer as it should. */
    IDENTITY_PROVIDER_UNAVAILABLE(502),
    DEADLINE_EXCEEDED(503),
    OVERLOADED(503),
    /** The store in which this server keeps files does not answer, or does not let it in. */
    STORAGE_UNAVAILABLE(503),
    STORAGE_FULL(507),
    /** The work was cancelled by its caller; seen in job states, never as an HTTP answer. */
    CANCELLED(409);

    private final int status;

    ErrorCode(int status) {
        this.status = status;
    }

    /** The HTTP status that this error is answered with. */
    public int status() {
        return status;
    }

    /** The stable name that clients test for, such as {@code not_found}. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
