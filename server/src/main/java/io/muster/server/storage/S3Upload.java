package io.muster.server.storage;

import io.muster.engine.Deadline;
import io.muster.engine.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.Part;

/**
 * Brings one file to one key: in one piece where it is small, else in several, a few at a time. Each piece carries its MD5
 * and SHA-256, which the store checks. An upload that broke off is resumed: pieces that arrived whole are not sent again.
 */
final class S3Upload {

    static final long PART_BYTES = 16L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(S3Upload.class);
    private static final String SHA256 = "sha256";

    private final S3Client client;
    private final S3Settings settings;
    private final String key;
    private final UploadLog log;

    S3Upload(S3Client client, S3Settings settings, String key, UploadLog log) {
        this.client = client;
        this.settings = settings;
        this.key = key;
        this.log = log;
    }

    Stored put(LocalFile file, Progress progress, Deadline deadline) {
        List<FilePart> parts = FilePart.cut(file.path(), file.bytes(), PART_BYTES);
        S3Proof proof = new S3Proof(client, settings, key);
        if (parts.size() <= 1) {
            Digests digests = digests(FilePart.whole(file.path(), file.bytes()), deadline);
            putWhole(file, digests);
            progress.report(file.bytes(), file.bytes());
            return proof.of(file, List.of(digests), false, deadline);
        }
        Optional<String> open = log.open();
        Map<Integer, Part> arrived = open.flatMap(this::arrived).orElse(Map.of());
        String upload = open.isPresent() && !arrived.isEmpty() ? open.get() : begin(file);
        S3Parts sending = new S3Parts(client, settings.bucket(), key, upload);
        List<S3Parts.Sent> sent = sending.send(parts, arrived, progress, deadline);
        deadline.check();
        complete(upload, sent);
        log.closed();
        return proof.of(file, sent.stream().map(S3Parts.Sent::digests).toList(), true, deadline);
    }

    /** Ends what is open; nothing of it stays. */
    void abandon() {
        log.open().ifPresent(upload -> {
            abort(upload);
            log.closed();
        });
    }

    /** Ends every upload of the key, also those that nobody wrote down. */
    void clear() {
        abandon();
        strays().forEach(this::abort);
    }

    private void putWhole(LocalFile file, Digests digests) {
        abandon();
        client.putObject(
                put -> S3Encryption.of(settings)
                        .on(put)
                        .bucket(settings.bucket())
                        .key(key)
                        .contentType(file.mediaType())
                        .contentMD5(base64(digests.md5()))
                        .checksumSHA256(base64(digests.sha256()))
                        .metadata(Map.of(SHA256, file.sha256())),
                body(FilePart.whole(file.path(), file.bytes())));
    }

    /** A new upload for the key; those that a dead process began and did not write down are ended. */
    private String begin(LocalFile file) {
        clear();
        String upload = client.createMultipartUpload(create -> S3Encryption.of(settings)
                        .on(create)
                        .bucket(settings.bucket())
                        .key(key)
                        .contentType(file.mediaType())
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                        .metadata(Map.of(SHA256, file.sha256())))
                .uploadId();
        log.opened(upload);
        return upload;
    }

    private List<String> strays() {
        try {
            return client
                    .listMultipartUploads(list -> list.bucket(settings.bucket()).prefix(key))
                    .uploads()
                    .stream()
                    .filter(upload -> upload.key().equals(key))
                    .map(MultipartUpload::uploadId)
                    .toList();
        } catch (SdkException e) {
            LOG.debug("The store does not list its uploads", e);
            return List.of();
        }
    }

    /** The pieces of an upload that are there; empty where the upload is not. */
    private Optional<Map<Integer, Part>> arrived(String upload) {
        try {
            Map<Integer, Part> parts = new HashMap<>();
            client.listPartsPaginator(
                            list -> list.bucket(settings.bucket()).key(key).uploadId(upload))
                    .parts()
                    .forEach(part -> parts.put(part.partNumber(), part));
            return Optional.of(parts);
        } catch (NoSuchUploadException e) {
            return Optional.empty();
        }
    }

    private void complete(String upload, List<S3Parts.Sent> sent) {
        List<CompletedPart> parts = sent.stream().map(S3Parts.Sent::completed).toList();
        client.completeMultipartUpload(complete ->
                complete.bucket(settings.bucket()).key(key).uploadId(upload).multipartUpload(all -> all.parts(parts)));
    }

    private void abort(String upload) {
        try {
            client.abortMultipartUpload(
                    abort -> abort.bucket(settings.bucket()).key(key).uploadId(upload));
        } catch (NoSuchUploadException e) {
            LOG.debug("Upload {} was gone already", upload, e);
        }
    }

    static RequestBody body(FilePart part) {
        return RequestBody.fromContentProvider(part::open, part.length(), "application/octet-stream");
    }

    static Digests digests(FilePart part, Deadline deadline) {
        try (InputStream in = part.open()) {
            return Digests.of(in, deadline);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
