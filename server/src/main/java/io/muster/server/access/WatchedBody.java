package io.muster.server.access;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * A body during which something is checked about once a second, and its end with it. Reading throws what the check does.
 * For one thread.
 */
final class WatchedBody extends ServletInputStream {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ServletInputStream body;
    private final Runnable check;
    private final Clock clock;
    private Instant checked;

    /** @param checked when that was the last time */
    WatchedBody(ServletInputStream body, Runnable check, Clock clock, Instant checked) {
        this.body = body;
        this.check = check;
        this.clock = clock;
        this.checked = checked;
    }

    @Override
    public int read() throws IOException {
        int read = body.read();
        look();
        return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = body.read(into, offset, length);
        look();
        return read;
    }

    private void look() {
        Instant now = clock.instant();
        if (Duration.between(checked, now).abs().compareTo(PAUSE) >= 0) {
            check.run();
            checked = now;
        }
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
