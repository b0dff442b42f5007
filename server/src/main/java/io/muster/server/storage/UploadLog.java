package io.muster.server.storage;

import java.util.Optional;

/** Remembers, outliving the process, which upload is under way, so that it can be resumed or cleared away. */
public interface UploadLog {

    /** What {@link #opened} was last told, unless {@link #closed} was called since. */
    Optional<String> open();

    /** Has to have written it down when it returns. */
    void opened(String upload);

    void closed();
}
