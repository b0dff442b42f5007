package io.muster.server.storage;

import io.muster.model.MusterException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Tells what is for somebody to mend from what time may mend. */
final class S3Faults {

    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int NOT_IMPLEMENTED = 501;

    private S3Faults() {}

    static MusterException of(S3Settings settings, SdkException error) {
        String place = "The bucket " + settings.bucket();
        if (!(error instanceof AwsServiceException service)) {
            return StorageFaults.unreachable(place, error);
        }
        int status = service.statusCode();
        if ((status >= 500 && status != NOT_IMPLEMENTED) || status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS) {
            return StorageFaults.unreachable(place, error);
        }
        String code = service.awsErrorDetails() == null
                ? ""
                : service.awsErrorDetails().errorCode() + ", "
                        + service.awsErrorDetails().errorMessage();
        return StorageFaults.refused(place + " answered " + status + ": " + code, error);
    }
}
