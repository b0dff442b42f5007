package io.muster.bench.server;

import io.muster.bench.BenchFailure;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** A running server. Closing stops it as an operator would, by SIGTERM. */
public final class ServerProcess implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final Duration LONGEST_STOP = Duration.ofMinutes(1);
    private static final long POLL_MILLIS = 5;
    private static final int LOG_LINES = 30;

    private final Process process;
    private final HttpConnection.Address address;
    private final Path log;
    private final Duration startTime;

    private ServerProcess(Process process, long started, HttpConnection.Address address, Path log)
            throws InterruptedException {
        this.process = process;
        this.address = address;
        this.log = log;
        try {
            awaitFirstAnswer(started);
        } catch (InterruptedException | RuntimeException failure) {
            process.destroyForcibly();
            throw failure;
        }
        this.startTime = Duration.ofNanos(System.nanoTime() - started);
    }

    /** Starts a server on a free port and waits until it answers. */
    public static ServerProcess start(ServerSettings settings, Path data, Path log, boolean withAotCache)
            throws IOException, InterruptedException {
        int port = freePort();
        var builder = new ProcessBuilder(settings.command(port, data, withAotCache));
        builder.environment().put("MUSTER_BOOTSTRAP_CLIENT_ID", ServerSettings.CLIENT_ID);
        builder.environment().put("MUSTER_BOOTSTRAP_CLIENT_SECRET", ServerSettings.CLIENT_SECRET);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        var address = new HttpConnection.Address(port, ServerSettings.CLIENT_ID, ServerSettings.CLIENT_SECRET);
        long started = System.nanoTime();
        return new ServerProcess(builder.start(), started, address, log);
    }

    public HttpConnection.Address address() {
        return address;
    }

    /** From the start of the process to its first answer to {@code GET /v1/projects}. */
    public Duration startTime() {
        return startTime;
    }

    /** The memory that the process holds, where the system tells (Linux). */
    public OptionalLong residentBytes() {
        Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst();
        } catch (IOException _) {
            return OptionalLong.empty();
        }
    }

    /** The processor time that it has used. */
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.onExit()
                    .orTimeout(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException late) {
            process.destroyForcibly();
            throw new BenchFailure("The server did not stop within " + LONGEST_STOP.toSeconds() + " s of SIGTERM");
        }
    }

    private void awaitFirstAnswer(long started) throws InterruptedException {
        try (var api = new MusterApi(address)) {
            while (!api.listsProjects()) {
                if (!process.isAlive()) {
                    throw new BenchFailure("The server ended with code " + process.exitValue() + ":\n" + logEnd());
                }
                if (System.nanoTime() - started > LONGEST_START.toNanos()) {
                    throw new BenchFailure("No answer within " + LONGEST_START.toSeconds() + " s:\n" + logEnd());
                }
                Thread.sleep(POLL_MILLIS);
            }
        } catch (IOException failure) {
            throw new BenchFailure("Closing a connection failed: " + failure.getMessage());
        }
    }

    private String logEnd() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException failure) {
            return "(no log: " + failure.getMessage() + ")";
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
