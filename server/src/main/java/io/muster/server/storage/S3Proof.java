package io.muster.server.storage;

import io.muster.engine.Deadline;
import io.muster.server.storage.Stored.Proof;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.codec.digest.DigestUtils;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * Proves that an object is the file. Stores differ in what they tell: Amazon has the SHA-256, most have the MD5 as ETag,
 * and where neither agrees the object is read back, which is the judge.
 */
final class S3Proof {

    private final S3Client client;
    private final S3Settings settings;
    private final String key;

    S3Proof(S3Client client, S3Settings settings, String key) {
        this.client = client;
        this.settings = settings;
        this.key = key;
    }

    /** @param pieces as they were sent, in order */
    Stored of(LocalFile file, List<Digests> pieces, boolean multipart, Deadline deadline) {
        String location = "s3://" + settings.bucket() + "/" + key;
        HeadObjectResponse head =
                client.headObject(ask -> ask.bucket(settings.bucket()).key(key).checksumMode(ChecksumMode.ENABLED));
        if (head.contentLength() != file.bytes()) {
            throw StorageFaults.differs(location, head.contentLength() + " bytes of " + file.bytes());
        }
        Proof proof = told(head, pieces, multipart);
        if (proof == Proof.READ_BACK && !readBack(deadline).equals(file.sha256())) {
            throw StorageFaults.differs(location, "its SHA-256 is another");
        }
        return new Stored(location, file.bytes(), file.sha256(), proof);
    }

    private static Proof told(HeadObjectResponse head, List<Digests> pieces, boolean multipart) {
        String sha256 = S3Upload.base64(
                multipart
                        ? DigestUtils.sha256(joined(pieces, Digests::sha256))
                        : pieces.getFirst().sha256());
        if ((sha256 + (multipart ? "-" + pieces.size() : "")).equals(head.checksumSHA256())) {
            return Proof.CHECKSUM;
        }
        byte[] md5 = multipart
                ? DigestUtils.md5(joined(pieces, Digests::md5))
                : pieces.getFirst().md5();
        String etag = "\"" + HexFormat.of().formatHex(md5) + (multipart ? "-" + pieces.size() : "") + "\"";
        return etag.equals(head.eTag()) ? Proof.ETAG : Proof.READ_BACK;
    }

    private static byte[] joined(List<Digests> pieces, Function<Digests, byte[]> digest) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        pieces.forEach(piece -> all.writeBytes(digest.apply(piece)));
        return all.toByteArray();
    }

    private String readBack(Deadline deadline) {
        try (InputStream in =
                client.getObject(get -> get.bucket(settings.bucket()).key(key))) {
            return Digests.of(in, deadline).sha256Hex();
        } catch (IOException e) {
            throw StorageFaults.unreachable("The bucket " + settings.bucket(), e);
        }
    }
}
