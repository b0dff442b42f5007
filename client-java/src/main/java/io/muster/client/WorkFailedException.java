package io.muster.client;

import org.jspecify.annotations.Nullable;

/** Work in the background that was waited for ended otherwise than well, or not in time. */
public final class WorkFailedException extends MusterException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String code;

    WorkFailedException(String message, @Nullable String code) {
        super(message, null);
        this.code = code;
    }

    static WorkFailedException of(String what, String state, @Nullable Failure failure) {
        return failure == null
                ? new WorkFailedException(what + " is " + state + ".", null)
                : new WorkFailedException(what + " " + state + ": " + failure.detail(), failure.code());
    }

    /** The stable name of what went wrong; {@code null} if it was cancelled or took too long. */
    public @Nullable String code() {
        return code;
    }
}
