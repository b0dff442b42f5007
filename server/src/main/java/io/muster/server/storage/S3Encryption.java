package io.muster.server.storage;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Asks for encryption at the store. */
record S3Encryption(
        @Nullable ServerSideEncryption algorithm, @Nullable String kmsKey) {

    static S3Encryption of(S3Settings settings) {
        return switch (settings.encryption()) {
            case NONE -> new S3Encryption(null, null);
            case AES256 -> new S3Encryption(ServerSideEncryption.AES256, null);
            case KMS -> new S3Encryption(ServerSideEncryption.AWS_KMS, settings.kmsKey());
        };
    }

    PutObjectRequest.Builder on(PutObjectRequest.Builder put) {
        return put.serverSideEncryption(algorithm).ssekmsKeyId(kmsKey);
    }

    CreateMultipartUploadRequest.Builder on(CreateMultipartUploadRequest.Builder create) {
        return create.serverSideEncryption(algorithm).ssekmsKeyId(kmsKey);
    }
}
