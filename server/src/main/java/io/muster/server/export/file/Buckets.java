package io.muster.server.export.file;

import io.muster.server.config.MusterProperties;
import io.muster.server.config.MusterProperties.Storage;
import io.muster.server.storage.Bucket;
import io.muster.server.storage.S3Settings;
import io.muster.server.storage.S3Settings.Encryption;
import io.muster.server.storage.TargetSecrets;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the settings {@code muster.s3}; what is wrong with them stops the server from starting. */
final class Buckets {

    private Buckets() {}

    /** The bucket that the settings name; empty where they name none. */
    static Optional<Bucket> open(MusterProperties properties) {
        MusterProperties.S3 s3 = properties.s3();
        if (s3.bucket().isEmpty()) {
            if (properties.storage() == Storage.S3) {
                throw new IllegalArgumentException(
                        "muster.storage is s3, and muster.s3.bucket is empty; name a bucket.");
            }
            return Optional.empty();
        }
        return Optional.of(Bucket.open(settings(s3), keys(s3), properties.outbound()));
    }

    private static S3Settings settings(MusterProperties.S3 s3) {
        URI endpoint = s3.endpoint().isEmpty() ? null : endpoint(s3.endpoint());
        return new S3Settings(
                endpoint,
                s3.region(),
                s3.bucket(),
                s3.prefix(),
                endpoint != null && s3.pathStyle(),
                encryption(s3.encryption()),
                s3.kmsKey().isEmpty() ? null : s3.kmsKey(),
                s3.accessKeyId().isEmpty());
    }

    private static URI endpoint(String text) {
        if (!text.matches("https?://[^/?#\\s]+/?")) {
            throw new IllegalArgumentException("muster.s3.endpoint: '" + text
                    + "' is not the address of a store; give one such as https://s3.example.com.");
        }
        return URI.create(text);
    }

    private static Encryption encryption(String text) {
        return Arrays.stream(Encryption.values())
                .filter(one -> one.code().equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("muster.s3.encryption is '" + text + "'; give one of "
                        + Arrays.stream(Encryption.values())
                                .map(Encryption::code)
                                .collect(Collectors.joining(", "))
                        + "."));
    }

    private static TargetSecrets.@Nullable S3 keys(MusterProperties.S3 s3) {
        if (s3.accessKeyId().isEmpty() != s3.secretAccessKey().isEmpty()) {
            throw new IllegalArgumentException(
                    "muster.s3: give access-key-id and secret-access-key together, or neither.");
        }
        String token = s3.sessionToken().isEmpty() ? null : s3.sessionToken();
        return s3.accessKeyId().isEmpty() ? null : new TargetSecrets.S3(s3.accessKeyId(), s3.secretAccessKey(), token);
    }
}
