package io.muster.bench.server;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * One kept-alive HTTP/1.1 connection that adds next to nothing to what it measures, which a client library would. It
 * connects when first used, and again after a pause or when the server has closed. For one thread.
 */
public final class HttpConnection implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    /** Shorter than any server's patience with a connection that is not used. */
    private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(4).toNanos();

    private final Address address;
    private @Nullable Open open;
    private long lastUsed;

    public HttpConnection(Address address) {
        this.address = address;
    }

    /** Where a server is and who asks. */
    public record Address(int port, String clientId, String clientSecret) {

        String authorization() {
            byte[] pair = (clientId + ":" + clientSecret).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(pair);
        }
    }

    private record Open(SocketChannel channel, OutputStream out, AnswerReader answers) {}

    public HttpAnswer get(String path) throws IOException {
        return send("GET", path, "", 0, body -> {});
    }

    public HttpAnswer delete(String path) throws IOException {
        return send("DELETE", path, "", 0, body -> {});
    }

    public HttpAnswer post(String path, String contentType, byte[] body) throws IOException {
        return send("POST", path, "Content-Type: " + contentType + "\r\n", body.length, out -> out.write(body));
    }

    /** Posts a file as it is; {@code headers} are complete lines. */
    public HttpAnswer postFile(String path, String headers, Path file) throws IOException {
        return send("POST", path, headers, Files.size(file), out -> Files.copy(file, out));
    }

    /** Gets into a file, made anew, if the status is 200. */
    public HttpAnswer download(String path, Path target) throws IOException {
        try (FileChannel file = FileChannel.open(target, CREATE, WRITE, TRUNCATE_EXISTING)) {
            return download(path, file);
        }
    }

    /** Gets into the channel if the status is 200. */
    HttpAnswer download(String path, WritableByteChannel target) throws IOException {
        return exchange("GET", path, "", 0, body -> {}, target);
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.channel().close();
            open = null;
        }
    }

    private interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    private HttpAnswer send(String method, String path, String headers, long length, Body body) throws IOException {
        var kept = new ByteArrayOutputStream();
        HttpAnswer answer = exchange(method, path, headers, length, body, Channels.newChannel(kept));
        return answer.status() == 200
                ? new HttpAnswer(200, answer.headers(), kept.toString(StandardCharsets.UTF_8))
                : answer;
    }

    private HttpAnswer exchange(
            String method, String path, String headers, long length, Body body, WritableByteChannel target)
            throws IOException {
        Open connection = connected();
        String head = method + " " + path + " HTTP/1.1\r\nHost: localhost:" + address.port() + "\r\nAuthorization: "
                + address.authorization() + "\r\nAccept: */*\r\nContent-Length: " + length + "\r\n" + headers + "\r\n";
        try {
            connection.out().write(head.getBytes(StandardCharsets.ISO_8859_1));
            body.writeTo(connection.out());
            connection.out().flush();
        } catch (IOException refused) {
            return answerToRefused(connection, target, refused);
        }
        HttpAnswer answer = connection.answers().read(target);
        lastUsed = System.nanoTime();
        if (answer.closesConnection()) {
            close();
        }
        return answer;
    }

    /** A server may answer and close before it has read the whole body; the answer says why. */
    private HttpAnswer answerToRefused(Open connection, WritableByteChannel target, IOException refused)
            throws IOException {
        try {
            return connection.answers().read(target);
        } catch (IOException none) {
            refused.addSuppressed(none);
            throw refused;
        } finally {
            close();
        }
    }

    private Open connected() throws IOException {
        if (open != null && System.nanoTime() - lastUsed > LONGEST_PAUSE_NANOS) {
            close();
        }
        if (open == null) {
            open = connect();
        }
        return open;
    }

    private Open connect() throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress("localhost", address.port()));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return new Open(
                channel,
                new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER),
                new AnswerReader(channel));
    }
}
