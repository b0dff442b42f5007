package io.muster.server.export.file;

import io.muster.server.config.MusterProperties;
import io.muster.server.config.MusterProperties.Storage;
import io.muster.server.storage.Bucket;
import jakarta.annotation.PreDestroy;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The bucket that the settings name, if any. Thread-safe. */
@Component
class KeptBucket {

    private final @Nullable Bucket bucket;
    private final boolean takesFiles;

    KeptBucket(MusterProperties properties) {
        this.bucket = Buckets.open(properties).orElse(null);
        this.takesFiles = properties.storage() == Storage.S3;
    }

    @PreDestroy
    void close() {
        if (bucket != null) {
            bucket.close();
        }
    }

    /** Whether there is one; files that were brought there while it took new ones are read from it. */
    boolean isThere() {
        return bucket != null;
    }

    /** Whether the files of new exports are brought there. */
    boolean takesFiles() {
        return takesFiles;
    }

    Bucket get() {
        if (bucket == null) {
            throw new IllegalStateException("there is no bucket");
        }
        return bucket;
    }
}
