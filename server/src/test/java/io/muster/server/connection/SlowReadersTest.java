package io.muster.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Readers that take something now and then, and never nothing for long. */
class SlowReadersTest {
    private static final int LONG = 16 << 20;
    private static final int BYTES_A_STEP = 256 << 10;
    private static final Duration STEP = Duration.ofMillis(50);

    @TempDir
    private Path directory;

    /** An answer that no buffer of the network holds. */
    @RestController
    static class LongAnswers {
        @GetMapping("/test/long")
        byte[] give() {
            return new byte[LONG];
        }
    }

    @Test
    void aReaderHasToKeepARate() throws IOException {
        assertThat(read("100MB")).as("bytes read").isLessThan(LONG);
    }

    @Test
    void aReaderThatKeepsItGetsAll() throws IOException {
        assertThat(read("1KB")).as("bytes read").isGreaterThan(LONG);
    }

    /** What a reader of five megabytes a second gets, the head included, until the server ends it. */
    private long read(String rate) throws IOException {
        Map<String, String> settings = Map.of("muster.http.answer-time", "1s", "muster.http.answer-rate", rate);
        try (TestServer server = TestServer.start(directory.resolve(rate), settings);
                Socket socket = new Socket()) {
            socket.setReceiveBufferSize(BYTES_A_STEP);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
            socket.getOutputStream()
                    .write(("GET /test/long HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                    + RawConnection.CREDENTIALS + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return slowly(socket.getInputStream());
        }
    }

    private static long slowly(InputStream in) throws IOException {
        long all = 0;
        try {
            for (int read = in.readNBytes(BYTES_A_STEP).length; read > 0; read = in.readNBytes(BYTES_A_STEP).length) {
                all += read;
                LockSupport.parkNanos(STEP.toNanos());
            }
        } catch (SocketException e) {
            return all;
        }
        return all;
    }
}
