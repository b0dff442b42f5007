package io.muster.server.storage;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Reads an object that never changes. Skipping costs nothing before the first read, so that whoever wants a range gets no
 * more than that; a connection that breaks is made anew from where it broke. For one thread.
 */
final class ObjectStream extends InputStream {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectStream.class);

    /** Connections in a row that brought nothing. */
    private static final int MAX_FAILURES = 3;

    private final S3Client client;
    private final S3Settings settings;
    private final String key;
    private final long bytes;
    private @Nullable ResponseInputStream<GetObjectResponse> connection;
    private long position;
    private int failures;

    ObjectStream(S3Client client, S3Settings settings, String key, long bytes) {
        this.client = client;
        this.settings = settings;
        this.key = key;
        this.bytes = bytes;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        while (position < bytes) {
            try {
                int read = connection().read(buffer, offset, length);
                if (read > 0) {
                    position += read;
                    failures = 0;
                    return read;
                }
                broken(new IOException("its answer ended after " + position + " bytes of " + bytes));
            } catch (SdkException e) {
                broken(e);
            } catch (IOException e) {
                broken(e);
            }
        }
        return -1;
    }

    @Override
    public long skip(long count) throws IOException {
        if (connection != null) {
            return super.skip(count);
        }
        long skipped = Math.max(0, Math.min(count, bytes - position));
        position += skipped;
        return skipped;
    }

    /** To read the rest of an answer that nobody wants would take as long as the file is. */
    @Override
    public void close() {
        if (connection != null) {
            connection.abort();
            connection = null;
        }
    }

    private InputStream connection() {
        if (connection == null) {
            connection = client.getObject(
                    get -> get.bucket(settings.bucket()).key(key).range("bytes=" + position + "-"));
        }
        return connection;
    }

    private void broken(Exception cause) {
        close();
        failures++;
        if (failures >= MAX_FAILURES) {
            MusterException fault = cause instanceof SdkException sdk
                    ? S3Faults.of(settings, sdk)
                    : StorageFaults.unreachable("The bucket " + settings.bucket(), cause);
            throw new MusterException(ErrorCode.STORAGE_UNAVAILABLE, fault.detail(), cause);
        }
        LOG.debug("Reading {} goes on at {}", key, position, cause);
    }
}
