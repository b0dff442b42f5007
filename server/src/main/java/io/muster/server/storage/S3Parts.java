package io.muster.server.storage;

import io.muster.engine.Deadline;
import io.muster.engine.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Sends the pieces of one upload, {@value #AT_ONCE} at a time. */
final class S3Parts {

    private static final int AT_ONCE = 4;

    private final S3Client client;
    private final String bucket;
    private final String key;
    private final String upload;

    S3Parts(S3Client client, String bucket, String key, String upload) {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
        this.upload = upload;
    }

    /** A piece that is there. */
    record Sent(FilePart part, Digests digests, String etag, @Nullable String checksum) {
        CompletedPart completed() {
            return CompletedPart.builder()
                    .partNumber(part.number())
                    .eTag(etag)
                    .checksumSHA256(checksum)
                    .build();
        }
    }

    /** Sends what has not arrived, and gives back all pieces in order; the first fault ends it. */
    List<Sent> send(List<FilePart> parts, Map<Integer, Part> arrived, Progress progress, Deadline deadline) {
        long total = parts.stream().mapToLong(FilePart::length).sum();
        ExecutorService senders = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofVirtual().name("upload-", 0).factory());
        try (var _ = deadline.onEnd(senders::shutdownNow)) {
            CompletionService<Sent> sending = new ExecutorCompletionService<>(senders);
            parts.forEach(part -> sending.submit(() -> send(part, arrived.get(part.number()), deadline)));
            List<Sent> sent = new ArrayList<>();
            long done = 0;
            while (sent.size() < parts.size()) {
                Sent next = sending.take().get();
                sent.add(next);
                done += next.part().length();
                progress.report(done, total);
            }
            sent.sort(Comparator.comparingInt(one -> one.part().number()));
            return sent;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw AbortedException.create("stopped while uploading", e);
        } catch (ExecutionException e) {
            deadline.check();
            if (e.getCause() instanceof RuntimeException fault) {
                throw fault;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            senders.shutdownNow();
        }
    }

    private Sent send(FilePart part, @Nullable Part arrived, Deadline deadline) {
        deadline.check();
        Digests digests = S3Upload.digests(part, deadline);
        if (arrived != null && isSame(arrived, part, digests)) {
            return new Sent(part, digests, arrived.eTag(), arrived.checksumSHA256());
        }
        UploadPartResponse response = client.uploadPart(
                put -> put.bucket(bucket)
                        .key(key)
                        .uploadId(upload)
                        .partNumber(part.number())
                        .contentLength(part.length())
                        .contentMD5(S3Upload.base64(digests.md5()))
                        .checksumSHA256(S3Upload.base64(digests.sha256())),
                S3Upload.body(part));
        return new Sent(part, digests, response.eTag(), response.checksumSHA256());
    }

    private static boolean isSame(Part arrived, FilePart part, Digests digests) {
        boolean bySha256 = S3Upload.base64(digests.sha256()).equals(arrived.checksumSHA256());
        boolean byMd5 = ("\"" + digests.md5Hex() + "\"").equals(arrived.eTag());
        return arrived.size() == part.length() && (bySha256 || byMd5);
    }
}
