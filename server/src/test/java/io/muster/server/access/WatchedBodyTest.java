package io.muster.server.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class WatchedBodyTest {
    private final Held clock = new Held();
    private int checks;
    private boolean ended;
    private final WatchedBody body = new WatchedBody(
            new Bytes(new ByteArrayInputStream("abcdef".getBytes(UTF_8))),
            () -> {
                checks++;
                if (ended) {
                    throw new MusterException(ErrorCode.UNAUTHORIZED, "It is over.");
                }
            },
            clock,
            clock.instant());

    @Test
    void whatComesAtOnceIsNotCheckedAgain() throws IOException {
        assertThat(body.readAllBytes()).isEqualTo("abcdef".getBytes(UTF_8));

        assertThat(checks).isZero();
    }

    @Test
    void whatComesForLongIsCheckedOnceASecond() throws IOException {
        for (int i = 0; i < 6; i++) {
            body.read();
            clock.step(Duration.ofMillis(500));
        }
        assertThat(checks).isEqualTo(2);
        assertThat(body.read()).isEqualTo(-1);
        assertThat(checks).isEqualTo(3);
    }

    @Test
    void nothingIsReadAfterACheckThatFailed() throws IOException {
        body.read();
        ended = true;
        clock.step(Duration.ofSeconds(2));

        assertThatThrownBy(() -> body.read(new byte[9], 0, 9)).isInstanceOf(MusterException.class);
        assertThatThrownBy(body::read).isInstanceOf(MusterException.class);
    }

    @Test
    void aClockThatIsSetBackChecksTooOftenRatherThanNever() throws IOException {
        clock.step(Duration.ofHours(-1));

        body.read();

        assertThat(checks).isEqualTo(1);
    }

    private static final class Held extends Clock {
        private Instant now = Instant.EPOCH;

        void step(Duration by) {
            now = now.plus(by);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    private static final class Bytes extends ServletInputStream {
        private final InputStream in;

        Bytes(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return in.read(into, offset, length);
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
