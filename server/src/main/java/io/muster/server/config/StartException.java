package io.muster.server.config;

import org.jspecify.annotations.Nullable;

/** Why the server does not start, in a line for whoever starts it. What is wrong with a setting begins with its name. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StartException(String message) {
        this(message, null);
    }

    public StartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
