package io.muster.server.rows;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/**
 * A request's body as it comes in, with its hash. A body that breaks off is a {@link MusterException}, so that nothing
 * takes its beginning for the whole. For one thread.
 */
public final class RequestBody extends FilterInputStream {
    private final MessageDigest digest;
    private @Nullable String hash;

    private RequestBody(DigestInputStream in, MessageDigest digest) {
        super(in);
        this.digest = digest;
    }

    public static RequestBody of(InputStream in) {
        MessageDigest digest = DigestUtils.getSha256Digest();
        return new RequestBody(new DigestInputStream(in, digest), digest);
    }

    /** Reads what is left and gives the hash of the whole. */
    public String hash() {
        String known = hash;
        if (known == null) {
            byte[] buffer = new byte[1 << 16];
            int read;
            do {
                read = read(buffer, 0, buffer.length);
            } while (read >= 0);
            known = HexFormat.of().formatHex(digest.digest());
            hash = known;
        }
        return known;
    }

    @Override
    public int read() {
        try {
            return in.read();
        } catch (IOException e) {
            throw brokenOff(e);
        }
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        try {
            return in.read(bytes, offset, length);
        } catch (IOException e) {
            throw brokenOff(e);
        }
    }

    private static MusterException brokenOff(IOException error) {
        return new MusterException(
                ErrorCode.INVALID_REQUEST, "The body broke off before its end; nothing was kept.", error);
    }
}
