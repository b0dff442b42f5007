package io.muster.server.storage;

import io.muster.engine.Deadline;
import io.muster.engine.Progress;
import io.muster.server.config.MusterProperties;
import io.muster.server.outbound.GuardedResolver;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** A bucket of S3 or of a store that speaks as S3 does. */
final class S3Target implements Target {

    private static final int CONNECTIONS = 8;
    private static final Duration ONE_CALL = Duration.ofMinutes(5);

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
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(Apache5HttpClient.builder()
                        .dnsResolver(resolver)
                        .maxConnections(CONNECTIONS)
                        .connectionTimeout(server.connectTimeout())
                        .socketTimeout(server.timeout())
                        .proxyConfiguration(ProxyConfiguration.builder()
                                .useSystemPropertyValues(false)
                                .useEnvironmentVariableValues(false)
                                .build()))
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials)
                .forcePathStyle(settings.pathStyle())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .serviceConfiguration(
                        S3Configuration.builder().chunkedEncodingEnabled(false).build())
                .overrideConfiguration(calls -> calls.apiCallTimeout(ONE_CALL).apiCallAttemptTimeout(ONE_CALL));
        if (settings.endpoint() != null) {
            builder.endpointOverride(settings.endpoint());
        }
        return new S3Target(settings, credentials, builder.build());
    }

    private static AwsCredentialsProvider credentials(
            S3Settings settings, TargetSecrets secrets, MusterProperties.Outbound server) {
        if (secrets instanceof TargetSecrets.S3(var id, var key, var token)) {
            return StaticCredentialsProvider.create(
                    token == null ? AwsBasicCredentials.create(id, key) : AwsSessionCredentials.create(id, key, token));
        }
        if (settings.ownCredentials() && server.ownCredentials()) {
            return DefaultCredentialsProvider.builder().build();
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

    @Override
    public void test() {
        String key = S3Keys.fixedPart(settings.prefix()) + "muster-test-" + UUID.randomUUID();
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        try {
            client.putObject(
                    put -> S3Encryption.of(settings).on(put).bucket(settings.bucket()).key(key),
                    RequestBody.fromBytes(bytes));
            long length = client.headObject(head -> head.bucket(settings.bucket()).key(key))
                    .contentLength();
            client.deleteObject(delete -> delete.bucket(settings.bucket()).key(key));
            if (length != bytes.length) {
                throw StorageFaults.differs(location(key), length + " bytes of " + bytes.length);
            }
        } catch (SdkException e) {
            throw S3Faults.of(settings, e);
        }
    }

    @Override
    public Optional<URI> sign(String path, Duration time) {
        S3Presigner.Builder builder = S3Presigner.builder()
                .region(Region.of(settings.region()))
                .credentialsProvider(credentials)
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(settings.pathStyle())
                        .build());
        if (settings.endpoint() != null) {
            builder.endpointOverride(settings.endpoint());
        }
        try (S3Presigner presigner = builder.build()) {
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
