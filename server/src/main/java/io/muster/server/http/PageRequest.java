package io.muster.server.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which part of a list is asked for: {@code limit} (1…10,000) and {@code cursor}; a controller's argument. */
public record PageRequest(int limit, @Nullable String cursor) {
    static final int DEFAULT_LIMIT = 100;
    static final int MAX_LIMIT = 10_000;

    /**
     * Where to start; empty for the beginning.
     *
     * @throws io.muster.model.MusterException INVALID_CURSOR
     */
    public Optional<Cursor> start(String list, int parts) {
        return Optional.ofNullable(cursor).map(text -> Cursor.decode(list, parts, text));
    }
}
