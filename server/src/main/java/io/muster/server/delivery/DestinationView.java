package io.muster.server.delivery;

import io.muster.server.storage.DirectorySettings;
import io.muster.server.storage.S3Settings;
import io.muster.server.storage.SftpSettings;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A destination as callers see it: nothing that is secret. Of its kinds exactly one is there. */
record DestinationView(
        String id,
        String key,
        String name,
        String type,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable S3View s3,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SftpSettings sftp,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DirectorySettings directory,
        Instant createdAt,
        Instant updatedAt) {

    record S3View(
            @Nullable String endpoint,
            String region,
            String bucket,
            String prefix,
            boolean pathStyle,
            String encryption,
            @Nullable String kmsKey,
            boolean ownCredentials) {
        static S3View of(S3Settings s3) {
            return new S3View(
                    s3.endpoint() == null ? null : s3.endpoint().toString(),
                    s3.region(),
                    s3.bucket(),
                    s3.prefix(),
                    s3.pathStyle(),
                    s3.encryption().code(),
                    s3.kmsKey(),
                    s3.ownCredentials());
        }
    }

    static DestinationView of(Destination destination) {
        return new DestinationView(
                destination.id(),
                destination.key(),
                destination.name(),
                destination.type().code(),
                destination.settings() instanceof S3Settings s3 ? S3View.of(s3) : null,
                destination.settings() instanceof SftpSettings sftp ? sftp : null,
                destination.settings() instanceof DirectorySettings directory ? directory : null,
                destination.createdAt(),
                destination.updatedAt());
    }
}
