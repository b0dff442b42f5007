package io.muster.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Latencies;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Wrong keys, as many as this machine can send, from the address that right ones come from too. */
class FloodTest {
    private static final int SENDERS = 2;
    private static final int AT_ONCE = 90;
    private static final Duration FLOOD = Duration.ofSeconds(Integer.getInteger("muster.flood.seconds", 3));

    @Test
    @SuppressWarnings("SystemOut")
    void wrongKeysDoNotStopTheRightOnes(@TempDir Path directory) throws Exception {
        try (TestServer server = TestServer.start(
                directory.resolve("data"),
                Map.of("muster.access.wrong-secrets-per-minute", "60", "muster.limit.application.read", "none"))) {
            ApiClient owner = server.owner().unchecked();
            times(owner, FLOOD);
            Latencies calm = times(owner, FLOOD);
            AtomicBoolean over = new AtomicBoolean();
            AtomicLong wrong = new AtomicLong();
            List<Future<?>> senders = new ArrayList<>();
            try (ExecutorService threads = Executors.newFixedThreadPool(SENDERS)) {
                for (int i = 0; i < SENDERS; i++) {
                    String name = "wrong-" + i + "-";
                    senders.add(threads.submit(() -> {
                        send(server.port(), name, over, wrong);
                        return name;
                    }));
                }
                long cpu = cpuNanos();
                Latencies flooded = times(owner, FLOOD);
                over.set(true);
                for (Future<?> sender : senders) {
                    sender.get();
                }
                System.out.printf(
                        Locale.ROOT,
                        "FloodTest: %d wrong keys a second; a right one's p50 %.1f ms, without them %.1f ms, ratio %.2f"
                                + " (no aim but that it succeeds); p99 %.1f ms, without %.1f ms, ratio %.2f; %.0f µs of processor time a request of either"
                                + " kind, sending it included%n",
                        wrong.get() / FLOOD.toSeconds(),
                        flooded.millis(0.5),
                        calm.millis(0.5),
                        flooded.millis(0.5) / calm.millis(0.5),
                        flooded.millis(0.99),
                        calm.millis(0.99),
                        flooded.millis(0.99) / calm.millis(0.99),
                        (cpuNanos() - cpu) / 1e3 / (wrong.get() + flooded.count()));
                assertThat(flooded.count()).isPositive();
                assertThat(wrong).hasValueGreaterThanOrEqualTo(SENDERS * AT_ONCE);
            }
        }
    }

    /** Sends wrong keys, many before it reads an answer, and never the same. */
    private static void send(int port, String name, AtomicBoolean over, AtomicLong wrong) throws IOException {
        for (int n = 0; !over.get(); n += AT_ONCE) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.setSoTimeout(30_000);
                StringBuilder requests = new StringBuilder();
                for (int i = 0; i < AT_ONCE; i++) {
                    String pair = Base64.getEncoder()
                            .encodeToString((name + (n + i) + ":secret").getBytes(StandardCharsets.UTF_8));
                    requests.append("GET /v1/projects HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic ")
                            .append(pair)
                            .append(i == AT_ONCE - 1 ? "\r\nConnection: close\r\n\r\n" : "\r\n\r\n");
                }
                socket.getOutputStream().write(requests.toString().getBytes(StandardCharsets.UTF_8));
                String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                Matcher statuses = Pattern.compile("HTTP/1\\.1 (\\d+)").matcher(answers);
                int refused = 0;
                while (statuses.find()) {
                    assertThat(statuses.group(1)).isIn("401", "429");
                    refused++;
                }
                assertThat(refused).as("answers to what was sent at once").isEqualTo(AT_ONCE);
                wrong.addAndGet(refused);
            }
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static Latencies times(ApiClient owner, Duration span) {
        return Latencies.of(
                span, () -> assertThat(owner.get("/v1/session").status()).isEqualTo(200));
    }
}
