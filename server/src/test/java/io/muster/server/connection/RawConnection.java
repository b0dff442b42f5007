package io.muster.server.connection;

import io.muster.server.test.TestServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** A connection of whose bytes a test has the say. */
final class RawConnection implements AutoCloseable {
    static final String CREDENTIALS = "Authorization: Basic "
            + Base64.getEncoder()
                    .encodeToString(
                            (TestServer.CLIENT_ID + ":" + TestServer.CLIENT_SECRET).getBytes(StandardCharsets.UTF_8))
            + "\r\n";

    private static final int PACE_MILLIS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Socket socket = new Socket();
    private final StringBuilder received = new StringBuilder();

    private RawConnection() {}

    static RawConnection to(TestServer server) throws IOException {
        return from("127.0.0.1", server);
    }

    /** One that comes from another address of this machine. */
    static RawConnection from(String address, TestServer server) throws IOException {
        RawConnection connection = new RawConnection();
        connection.socket.bind(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
        connection.socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        return connection;
    }

    RawConnection send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawConnection send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    /** Sends that byte ten times a second until the server has had enough; gives how long it took. */
    Duration drip(char next) throws IOException {
        long begin = System.nanoTime();
        while (!hasEnded(PACE_MILLIS)) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new AssertionError("still open after " + PATIENCE + ": " + received);
            }
            try {
                socket.getOutputStream().write(next);
            } catch (IOException e) {
                break;
            }
        }
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** All that the server sends until it ends the connection. */
    String rest() throws IOException {
        long begin = System.nanoTime();
        while (!hasEnded((int) PATIENCE.toMillis())) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new AssertionError("still open after " + PATIENCE + ": " + received);
            }
        }
        return received.toString();
    }

    /** What came so far. */
    String received() {
        return received.toString();
    }

    /** Reads what comes within that time. */
    boolean hasEnded(int millis) throws IOException {
        socket.setSoTimeout(millis);
        byte[] bytes = new byte[8192];
        try {
            int read = socket.getInputStream().read(bytes);
            if (read > 0) {
                received.append(new String(bytes, 0, read, StandardCharsets.UTF_8));
            }
            return read < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
