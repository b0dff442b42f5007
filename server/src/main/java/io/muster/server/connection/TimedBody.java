package io.muster.server.connection;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A body that has to keep a rate. Only the time that its reader waited counts, and not the time that went
 * into what was read. Reading throws {@link MusterException} REQUEST_TIMEOUT. For one thread.
 */
final class TimedBody extends ServletInputStream {
    private static final double SECOND = 1e9;

    private final ServletInputStream body;
    private final Duration grace;
    private final long rate;
    private final LongSupplier nanos;
    private long bytes;
    private long waited;

    /**
     * Reads from a body.
     *
     * @param grace for how long no rate is asked for
     * @param rate bytes that have to come in each second after that, on average
     */
    TimedBody(ServletInputStream body, Duration grace, long rate, LongSupplier nanos) {
        this.body = body;
        this.grace = grace;
        this.rate = rate;
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
        waited += nanos.getAsLong() - begin;
        bytes += Math.max(read, 0);
        double measured = (waited - grace.toNanos()) / SECOND;
        if (read >= 0 && measured > 0 && bytes < rate * measured) {
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
                "The body came too slowly, " + bytes + " bytes so far; after " + grace.toSeconds()
                        + " s it has to come at " + rate
                        + " bytes a second, and never be silent for as long. Nothing was kept.",
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
