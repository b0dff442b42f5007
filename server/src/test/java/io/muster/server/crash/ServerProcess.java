package io.muster.server.crash;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.awaitility.Awaitility;

/** The server in a process that can be killed. */
final class ServerProcess implements AutoCloseable {

    private static final String ID = "owner";
    private static final String SECRET = "the-owner's-secret";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final Path log;
    private final int port;

    private ServerProcess(Process process, Path log, int port) {
        this.process = process;
        this.log = log;
        this.port = port;
    }

    /** Starts the server on that data and waits until it is ready. */
    static ServerProcess start(Path data, String... settings) throws IOException {
        return startWithHeap("512m", data, settings);
    }

    /** As {@link #start}, with that much memory for the heap. */
    static ServerProcess startWithHeap(String heap, Path data, String... settings) throws IOException {
        int port = freePort();
        Path log = data.resolveSibling("server.log");
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Xmx" + heap,
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + Files.createDirectories(data.resolveSibling("tmp")),
                "-cp",
                System.getProperty("java.class.path"),
                "io.muster.server.Muster",
                "--muster.port=" + port,
                "--muster.data=" + data,
                "--muster.engine.memory=1GB",
                "--muster.job.heartbeat=1s",
                "--muster.limit.application.read=100000/s",
                "--muster.limit.application.ingest=100000/s",
                "--muster.limit.application.segments=100000/s",
                "--muster.limit.application.export=100000/s");
        builder.command().addAll(List.of(settings));
        builder.environment().put("MUSTER_BOOTSTRAP_CLIENT_ID", ID);
        builder.environment().put("MUSTER_BOOTSTRAP_CLIENT_SECRET", SECRET);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        ServerProcess server = new ServerProcess(builder.start(), log, port);
        server.awaitReady();
        return server;
    }

    /** Sends a request with the owner's credentials. */
    HttpResponse<String> send(String method, String path, String contentType, String body) throws IOException {
        return send(method, path, contentType, HttpRequest.BodyPublishers.ofString(body), Duration.ofSeconds(60));
    }

    /** As {@link #send}, with a body of any size. */
    HttpResponse<String> stream(String method, String path, String contentType, InputStream body) throws IOException {
        return send(
                method,
                path,
                contentType,
                HttpRequest.BodyPublishers.ofInputStream(() -> body),
                Duration.ofMinutes(10));
    }

    private HttpResponse<String> send(
            String method, String path, String contentType, HttpRequest.BodyPublisher body, Duration limit)
            throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(limit)
                .header("Authorization", "Basic " + basic())
                .header("Content-Type", contentType)
                .method(method, body)
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    HttpResponse<String> get(String path) throws IOException {
        return send("GET", path, "application/json", "");
    }

    /** The bytes at that path. */
    byte[] bytes(String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Basic " + basic())
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException(path + ": status " + answer.statusCode() + ": "
                        + new String(answer.body(), StandardCharsets.UTF_8));
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** Ends the process as {@code kill -9} does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        kill();
        http.close();
    }

    private void awaitReady() {
        Awaitility.await("the server is ready")
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("the server ended:\n" + Files.readString(log));
                    }
                    return isReady();
                });
    }

    private boolean isReady() {
        try {
            return get("/health/ready").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static String basic() {
        return Base64.getEncoder().encodeToString((ID + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
