package io.muster.server.access;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where a sign-in of a person may lead back to: an absolute URL. */
public final class RedirectUrl {
    /** How many an application may have. */
    public static final int MOST = 100;

    private static final int MAX_LENGTH = 2000;

    private RedirectUrl() {}

    /**
     * Gives back a text that is one.
     *
     * @throws MusterException WRONG_TYPE
     */
    public static String check(String text) {
        URI uri = uri(text);
        if (uri == null || uri.getScheme() == null || uri.getHost() == null || text.length() > MAX_LENGTH) {
            throw new MusterException(
                    ErrorCode.WRONG_TYPE,
                    "'" + text + "' is not an absolute URL; give one such as https://example.com/back.");
        }
        return text;
    }

    private static @Nullable URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
