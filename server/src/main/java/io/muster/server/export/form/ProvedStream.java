package io.muster.server.export.form;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;

/** Proves what goes through it. For one thread. */
final class ProvedStream extends FilterOutputStream {

    private final MessageDigest digest = DigestUtils.getSha256Digest();
    private long bytes;

    ProvedStream(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] some, int offset, int length) throws IOException {
        out.write(some, offset, length);
        digest.update(some, offset, length);
        bytes += length;
    }

    /** Passes nothing on: what is below is its owner's to close. */
    @Override
    public void close() throws IOException {
        flush();
    }

    /** Once everything has gone through. */
    FileProof proof() {
        return new FileProof(bytes, HexFormat.of().formatHex(digest.digest()));
    }
}
