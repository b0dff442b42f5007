package io.muster.server.storage;

import io.muster.engine.Deadline;
import io.muster.engine.Progress;
import io.muster.server.config.MusterProperties;
import io.muster.server.outbound.GuardedResolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.codec.digest.DigestUtils;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** A bucket of S3 or of a store that speaks as S3 does. */
final class S3Target implements Target {

    private static final int CONNECTIONS = 8;

    private final S3Settings settings;
    private final AwsCredentialsProvider credentials;
    private final S3Client client;

    private S3Target(S3Settings settings, AwsCredentialsProvider credentials, S3Client client) {
        this.settings = settings;
        this.credentials = credentials;
        this.client = client;
    }

    static S3Target open(
            S3Settings settings, TargetSecrets secrets, GuardedResolver resolver, MusterProperties.Outbound server) {
        AwsCredentialsProvider credentials = credentials(settings, secrets, server);
        return new S3Target(
                settings, credentials, S3Clients.client(settings, credentials, resolver, CONNECTIONS, server));
    }

    private static AwsCredentialsProvider credentials(
            S3Settings settings, TargetSecrets secrets, MusterProperties.Outbound server) {
        if (secrets instanceof TargetSecrets.S3 keys) {
            return S3Clients.credentials(keys);
        }
        if (settings.ownCredentials() && server.ownCredentials()) {
            return S3Clients.ownCredentials();
        }
        throw StorageFaults.refused("The destination is to use this server's own credentials, which its setting"
                + " muster.outbound.own-credentials does not allow.");
    }

    @Override
    public String location(String path) {
        return "s3://" + settings.bucket() + "/" + path;
    }

    @Override
    public Stored put(LocalFile file, String path, UploadLog log, Progress progress, Deadline deadline) {
        try {
            return new S3Upload(client, settings, path, log).put(file, progress, deadline);
        } catch (SdkException e) {
            deadline.check();
            throw S3Faults.of(settings, e);
        }
    }

    @Override
    public void abandon(String path, UploadLog log) {
        try {
            new S3Upload(client, settings, path, log).abandon();
        } catch (SdkException e) {
            throw S3Faults.of(settings, e);
        }
    }

    /** Brings a file as any other, so that whatever the bucket asks of those is seen here. */
    @Override
    public void test() {
        String key = S3Keys.fixedPart(settings.prefix()) + "muster-test-" + UUID.randomUUID();
        try {
            Path file = Files.createTempFile("muster-test", ".txt");
            try {
                byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
                Files.write(file, bytes);
                LocalFile local = new LocalFile(file, bytes.length, DigestUtils.sha256Hex(bytes), "text/plain");
                put(local, key, new NoLog(), Progress.NONE, Deadline.none());
                client.deleteObject(delete -> delete.bucket(settings.bucket()).key(key));
            } finally {
                Files.delete(file);
            }
        } catch (SdkException e) {
            throw S3Faults.of(settings, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of what is in one piece. */
    private static final class NoLog implements UploadLog {
        @Override
        public Optional<String> open() {
            return Optional.empty();
        }

        @Override
        public void opened(String upload) {
            throw new IllegalStateException("a test is not in pieces");
        }

        @Override
        public void closed() {
            throw new IllegalStateException("a test is not in pieces");
        }
    }

    @Override
    public Optional<URI> sign(String path, Duration time) {
        try (S3Presigner presigner = S3Clients.presigner(settings, credentials)) {
            return Optional.of(URI.create(presigner
                    .presignGetObject(get -> get.signatureDuration(time)
                            .getObjectRequest(
                                    object -> object.bucket(settings.bucket()).key(path)))
                    .url()
                    .toString()));
        } catch (SdkException e) {
            throw S3Faults.of(settings, e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
