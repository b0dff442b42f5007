package io.muster.server.connection;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A body that has to keep a rate. Only the time that its reader waited counts, and not the time that went
 * into what was read. Reading throws {@link MusterException} REQUEST_TIMEOUT. For one thread.
 */
final class TimedBody extends ServletInputStream {
    private final ServletInputStream body;
    private final Pace pace;
    private final LongSupplier nanos;

    TimedBody(ServletInputStream body, Pace pace, LongSupplier nanos) {
        this.body = body;
        this.pace = pace;
        this.nanos = nanos;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        long begin = nanos.getAsLong();
        int read = await(into, offset, length);
        pace.passed(Math.max(read, 0), nanos.getAsLong() - begin);
        if (read >= 0 && pace.isTooSlow()) {
            throw tooSlow(null);
        }
        return read;
    }

    private int await(byte[] into, int offset, int length) throws IOException {
        try {
            return body.read(into, offset, length);
        } catch (SocketTimeoutException e) {
            throw tooSlow(e);
        }
    }

    private MusterException tooSlow(@Nullable Exception cause) {
        return new MusterException(
                ErrorCode.REQUEST_TIMEOUT,
                "The body came too slowly, " + pace.bytes() + " bytes so far; " + pace.rule()
                        + ", and never be silent for as long. Nothing was kept.",
                cause);
    }

    @Override
    public boolean isFinished() {
        return body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        body.setReadListener(listener);
    }
}
