package io.muster.server.storage;

import io.muster.engine.Deadline;
import io.muster.engine.Progress;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.config.MusterProperties;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * The bucket in which this server itself keeps files. Its operator chose it, so it may be at any address. Faults are {@code
 * STORAGE_UNAVAILABLE}. Thread-safe.
 */
public final class Bucket implements AutoCloseable {

    /** Each download of a file that is only here holds one. */
    private static final int CONNECTIONS = 256;

    private final S3Settings settings;
    private final AwsCredentialsProvider credentials;
    private final S3Client client;
    private final Duration patience;

    private Bucket(S3Settings settings, AwsCredentialsProvider credentials, S3Client client, Duration patience) {
        this.settings = settings;
        this.credentials = credentials;
        this.client = client;
        this.patience = patience;
    }

    /**
     * The bucket, not yet connected to.
     *
     * @param keys null for the credentials that the machine has
     */
    public static Bucket open(S3Settings settings, TargetSecrets.@Nullable S3 keys, MusterProperties.Outbound server) {
        AwsCredentialsProvider credentials = keys == null ? S3Clients.ownCredentials() : S3Clients.credentials(keys);
        S3Client client =
                S3Clients.client(settings, credentials, SystemDefaultDnsResolver.INSTANCE, CONNECTIONS, server);
        return new Bucket(settings, credentials, client, server.timeout());
    }

    /** Where an object is, as {@code s3://bucket/key}. */
    public String location(String key) {
        return "s3://" + settings.bucket() + "/" + key;
    }

    /** Brings the file there, and proves that what arrived is the same; an upload that broke off is resumed. */
    public Stored put(LocalFile file, String key, UploadLog log, Progress progress, Deadline deadline) {
        try {
            return new S3Upload(client, settings, key, log).put(file, progress, deadline);
        } catch (SdkException e) {
            deadline.check();
            throw unavailable(S3Faults.of(settings, e));
        } catch (MusterException e) {
            deadline.check();
            throw unavailable(e);
        }
    }

    /**
     * The object's bytes from the start; what is skipped before the first read is never fetched, and a connection that
     * breaks is made anew. For one thread; the caller closes it.
     *
     * @throws MusterException STORAGE_UNAVAILABLE, before anything is read where it is known by then
     */
    public InputStream open(String key) {
        try {
            HeadObjectResponse head = client.headObject(ask -> ask.bucket(settings.bucket())
                    .key(key)
                    .overrideConfiguration(call -> call.apiCallTimeout(patience)));
            return new ObjectStream(client, settings, key, head.contentLength());
        } catch (SdkException e) {
            throw unavailable(S3Faults.of(settings, e));
        }
    }

    /** Deletes the object, and what uploads left that were not finished. */
    public void delete(String key, UploadLog log) {
        try {
            new S3Upload(client, settings, key, log).clear();
            client.deleteObject(delete -> delete.bucket(settings.bucket()).key(key));
        } catch (SdkException e) {
            throw unavailable(S3Faults.of(settings, e));
        }
    }

    /**
     * A URL with which anybody can read the object for a time.
     *
     * @param disposition the answer's {@code Content-Disposition}
     * @param mediaType the answer's {@code Content-Type}
     */
    public URI sign(String key, Duration time, String disposition, String mediaType) {
        try (S3Presigner presigner = S3Clients.presigner(settings, credentials)) {
            return URI.create(presigner
                    .presignGetObject(get -> get.signatureDuration(time)
                            .getObjectRequest(object -> object.bucket(settings.bucket())
                                    .key(key)
                                    .responseContentDisposition(disposition)
                                    .responseContentType(mediaType)))
                    .url()
                    .toString());
        } catch (SdkException e) {
            throw unavailable(S3Faults.of(settings, e));
        }
    }

    private static MusterException unavailable(MusterException fault) {
        return switch (fault.code()) {
            case DESTINATION_REFUSED, DESTINATION_UNREACHABLE ->
                new MusterException(ErrorCode.STORAGE_UNAVAILABLE, fault.detail(), fault);
            default -> fault;
        };
    }

    @Override
    public void close() {
        client.close();
    }
}
