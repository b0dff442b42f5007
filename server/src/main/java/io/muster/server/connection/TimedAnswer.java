package io.muster.server.connection;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.function.LongSupplier;
import org.apache.catalina.connector.ClientAbortException;

/**
 * An answer whose reader has to keep a rate. Only the time that its writer waited for the reader counts. When the rate is
 * not kept, writing fails as it does when the reader has gone. For one thread at a time.
 */
final class TimedAnswer extends ServletOutputStream {
    /** What is written at once, so that a long write is looked at on its way. */
    private static final int PART = 64 << 10;

    private final ServletOutputStream answer;
    private final Pace pace;
    private final LongSupplier nanos;

    TimedAnswer(ServletOutputStream answer, Pace pace, LongSupplier nanos) {
        this.answer = answer;
        this.pace = pace;
        this.nanos = nanos;
    }

    private interface Step {
        void take() throws IOException;
    }

    @Override
    public void write(int one) throws IOException {
        timed(1, () -> answer.write(one));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int from = offset; from < offset + length; from += PART) {
            int begin = from;
            int part = Math.min(PART, offset + length - from);
            timed(part, () -> answer.write(bytes, begin, part));
        }
    }

    @Override
    public void flush() throws IOException {
        timed(0, answer::flush);
    }

    @Override
    public void close() throws IOException {
        timed(0, answer::close);
    }

    private void timed(int length, Step step) throws IOException {
        requirePace();
        long begin = nanos.getAsLong();
        step.take();
        pace.passed(length, nanos.getAsLong() - begin);
        requirePace();
    }

    private void requirePace() throws ClientAbortException {
        if (isTooSlow()) {
            throw new ClientAbortException("The answer is read too slowly; " + pace.rule());
        }
    }

    boolean isTooSlow() {
        return pace.isTooSlow();
    }

    @Override
    public boolean isReady() {
        return answer.isReady();
    }

    @Override
    public void setWriteListener(WriteListener listener) {
        answer.setWriteListener(listener);
    }
}
