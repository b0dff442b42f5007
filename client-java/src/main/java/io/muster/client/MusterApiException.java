package io.muster.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The server refused a request. The subtype is for deciding what to do, {@link #code()} is the stable name of what is
 * wrong, and the message is for people.
 */
public abstract sealed class MusterApiException extends MusterException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    private MusterApiException(Problem problem) {
        super(problem.detail(), null);
        this.problem = problem;
    }

    static MusterApiException of(Problem problem) {
        return switch (problem.status()) {
            case 401 -> new Unauthorized(problem);
            case 403 -> new Forbidden(problem);
            case 404 -> new NotFound(problem);
            case 409 -> new Conflict(problem);
            case 410 -> new Gone(problem);
            case 413 -> new TooLarge(problem);
            case 429 -> new RateLimited(problem);
            case 502, 503, 504 -> new Unavailable(problem);
            default -> problem.status() >= 500 ? new ServerError(problem) : new Invalid(problem);
        };
    }

    /** The HTTP status. */
    public int status() {
        return problem.status();
    }

    /** The stable name of what is wrong, such as {@code not_found}. */
    public String code() {
        return problem.code();
    }

    /** What is wrong this time, and what would be right. */
    public String detail() {
        return problem.detail();
    }

    /** What the server's log calls this request. */
    public Optional<String> requestId() {
        return Optional.ofNullable(problem.requestId());
    }

    /** Each fault in the body that was sent; empty if the fault lies elsewhere. */
    public List<Fault> errors() {
        return problem.errors();
    }

    /** When the server says to ask again. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(problem.retryAfter());
    }

    /** Credentials are missing or wrong. */
    public static final class Unauthorized extends MusterApiException {
        private static final long serialVersionUID = 1L;

        private Unauthorized(Problem problem) {
            super(problem);
        }
    }

    /** The credentials are good, but do not allow this. */
    public static final class Forbidden extends MusterApiException {
        private static final long serialVersionUID = 1L;

        private Forbidden(Problem problem) {
            super(problem);
        }
    }

    /** There is no such thing, or it is not for these credentials to see. */
    public static final class NotFound extends MusterApiException {
        private static final long serialVersionUID = 1L;

        private NotFound(Problem problem) {
            super(problem);
        }
    }

    /** The request does not fit the state of the thing, or a key is taken. */
    public static final class Conflict extends MusterApiException {
        private static final long serialVersionUID = 1L;

        private Conflict(Problem problem) {
            super(problem);
        }

        /** The segments that stand in the way, when one is deleted that others are defined by. */
        public List<Reference> usedBy() {
            return super.problem.usedBy();
        }
    }

    /** The result was there, and has expired, been deleted or been replaced. */
    public static final class Gone extends MusterApiException {
        private static final long serialVersionUID = 1L;

        private Gone(Problem problem) {
            super(problem);
        }
    }

    /** What was sent or asked for is larger than the server takes. */
    public static final class TooLarge extends MusterApiException {
        private static final long serialVersionUID = 1L;

        private TooLarge(Problem problem) {
            super(problem);
        }
    }

    /** The request is at fault; {@link #errors()} points at each place in the body, if it is there. */
    public static final class Invalid extends MusterApiException {
        private static final long serialVersionUID = 1L;

        private Invalid(Problem problem) {
            super(problem);
        }
    }

    /** Too many requests; the client has tried again for as long as its policy allows. */
    public static final class RateLimited extends MusterApiException {
        private static final long serialVersionUID = 1L;

        private RateLimited(Problem problem) {
            super(problem);
        }
    }

    /** Too much is running, the answer took too long, or the server is starting or stopping. */
    public static final class Unavailable extends MusterApiException {
        private static final long serialVersionUID = 1L;

        private Unavailable(Problem problem) {
            super(problem);
        }
    }

    /** A fault of the server. */
    public static final class ServerError extends MusterApiException {
        private static final long serialVersionUID = 1L;

        private ServerError(Problem problem) {
            super(problem);
        }
    }
}
