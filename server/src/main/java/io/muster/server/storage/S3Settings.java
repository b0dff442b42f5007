package io.muster.server.storage;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where in S3.
 *
 * @param endpoint null for Amazon's own
 * @param prefix what paths begin with; may have {@code {project}}, {@code {segment}}, {@code {export}} and {@code {date}},
 *     which whoever makes paths fills in
 * @param pathStyle whether the bucket is in the path rather than in the host's name
 * @param kmsKey the key for {@link Encryption#KMS}; null for the bucket's own
 * @param ownCredentials whether to use the credentials that this server runs with
 */
public record S3Settings(
        @Nullable URI endpoint,
        String region,
        String bucket,
        String prefix,
        boolean pathStyle,
        Encryption encryption,
        @Nullable String kmsKey,
        boolean ownCredentials)
        implements TargetSettings {

    /** What the store encrypts with; the lower-case name is the stable one. */
    public enum Encryption {
        /** Whatever the bucket does by itself. */
        NONE,
        /** Keys of the store's. */
        AES256,
        /** A key of the key management service. */
        KMS;

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
