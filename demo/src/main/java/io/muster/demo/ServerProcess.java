package io.muster.demo;

import io.muster.client.MusterClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The real server as a child process, with credentials of its own. It is stopped when this is closed and when this
 * process ends, however that comes about; its data goes with it, unless it is to be kept.
 */
final class ServerProcess implements AutoCloseable {
    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final int LOG_LINES_SHOWN = 20;
    private static final int INTERRUPTED = 130;
    private static final int TERMINATED = 143;

    private final Process process;
    private final ServerData data;
    private final String url;
    private final String clientId;
    private final String clientSecret;
    private final Thread lastResort = new Thread(this::stop, "stop-server");
    private volatile boolean stopping;

    private ServerProcess(Process process, ServerData data, String url, String clientId, String clientSecret) {
        this.process = process;
        this.data = data;
        this.url = url;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
    }

    static ServerProcess start(Home home, int wantedPort, @Nullable Path directory, boolean keep) throws IOException {
        int port = wantedPort == 0 ? freePort() : wantedPort;
        ServerData data = ServerData.in(directory, keep);
        String id = "demo-" + random(4);
        String secret = random(24);
        ProcessBuilder builder = new ProcessBuilder(command(home, port, data));
        builder.environment()
                .putAll(Map.of(
                        "MUSTER_BOOTSTRAP_CLIENT_ID", id,
                        "MUSTER_BOOTSTRAP_CLIENT_SECRET", secret,
                        "MUSTER_SKIP_BUILD", "1"));
        builder.redirectErrorStream(true).redirectOutput(data.log().toFile());
        ServerProcess server = new ServerProcess(builder.start(), data, "http://localhost:" + port, id, secret);
        Runtime.getRuntime().addShutdownHook(server.lastResort);
        return server;
    }

    private static List<String> command(Home home, int port, ServerData data) {
        return List.of(
                home.launcher().toString(),
                "serve",
                "--port",
                "" + port,
                "--data",
                data.directory().toString());
    }

    long pid() {
        return process.pid();
    }

    String url() {
        return url;
    }

    String clientId() {
        return clientId;
    }

    String clientSecret() {
        return clientSecret;
    }

    Path data() {
        return data.directory();
    }

    MusterClient client() {
        return MusterClient.builder()
                .baseUrl(url)
                .credentials(clientId, clientSecret)
                .userAgent("muster-demo/0.1")
                .build();
    }

    /** Waits until the server can do its work, and says where it is. */
    String waitUntilReady() throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest ready =
                HttpRequest.newBuilder(URI.create(url + "/health/ready")).build();
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!isReady(http, ready)) {
            if (!process.isAlive()) {
                throw new IOException("the server ended with exit code " + process.exitValue() + ".\n" + endOfLog());
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("the server was not ready in time.\n" + endOfLog());
            }
            process.waitFor(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        }
        return url;
    }

    private static boolean isReady(HttpClient http, HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            // It does not listen yet.
            return false;
        }
    }

    /** Waits until the server ends; Ctrl-C ends it and this process alike. */
    void waitForEnd() throws InterruptedException, IOException {
        int code = process.waitFor();
        if (!stopping && code != INTERRUPTED && code != TERMINATED) {
            throw new IOException("the server ended with exit code " + code + ".\n" + endOfLog());
        }
    }

    String endOfLog() throws IOException {
        List<String> lines = Files.readAllLines(data.log());
        return lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()).stream()
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        if (!stopping) {
            stop();
            Runtime.getRuntime().removeShutdownHook(lastResort);
        }
    }

    private void stop() {
        stopping = true;
        process.destroy();
        try {
            if (!process.waitFor(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        data.release();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
