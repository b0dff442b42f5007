package io.muster.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Certificate;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Callers that send a byte now and then, or open connections and leave them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowConnectionsTest {
    private static final Duration LIMIT = Duration.ofSeconds(1);

    /**
     * Ten times the limit: a machine that does other things too is still far below a byte's own time limit.
     */
    private static final Duration SOON = Duration.ofSeconds(10);

    private static final int PER_ADDRESS = 20;
    private static final String POST = """
            POST /v1/projects/default/%s HTTP/1.1\r
            Host: localhost\r
            Content-Type: %s\r
            Content-Length: 1000000\r
            """;

    private TestServer server;

    @TempDir
    private Path directory;

    @BeforeAll
    void start(@TempDir Path data) {
        server = TestServer.start(data.resolve("data"), settings());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static Map<String, String> settings() {
        return Map.of(
                "muster.http.head-time", "1s",
                "muster.http.body-time", "1s",
                "muster.http.body-rate", "1KB",
                "muster.http.connections-per-address", Integer.toString(PER_ADDRESS));
    }

    @Test
    void aHeadHasToBeThereInTime() throws IOException {
        for (String start : List.of("G", "GET /v1/projects HTTP/1.1\r\nX-A: ")) {
            try (RawConnection slow = RawConnection.to(server).send(start)) {
                assertThat(slow.drip('a')).as(start).isBetween(LIMIT, SOON);
                assertThat(slow.received()).doesNotContain(" 200 ");
            }
        }
    }

    @Test
    void soHasTheHeadOfASecondRequestAndATlsHandshake() throws Exception {
        try (RawConnection slow = RawConnection.to(server)
                .send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\nGET /health/live HTTP/1.1\r\nX-A: ")) {
            assertThat(slow.drip('a')).isBetween(LIMIT, SOON);
            assertThat(slow.received()).containsOnlyOnce(" 200 ");
        }
        Certificate certificate = Certificate.make(directory, 30);
        certificate.writeCertificate(directory.resolve("cert.pem"));
        certificate.writeKey(directory.resolve("key.pem"));
        Map<String, String> tls = new java.util.HashMap<>(settings());
        tls.put("muster.tls.certificate", directory.resolve("cert.pem").toString());
        tls.put("muster.tls.key", directory.resolve("key.pem").toString());
        try (TestServer secure = TestServer.start(directory.resolve("tls"), tls);
                RawConnection slow = RawConnection.to(secure).send("\u0016\u0003\u0001\u0010\u0000\u0001")) {
            assertThat(slow.drip('\u0000')).isBetween(LIMIT, SOON);
        }
    }

    @Test
    void aConnectionThatSaysNothingIsClosed() throws IOException {
        try (RawConnection silent = RawConnection.to(server)) {
            assertThat(silent.rest()).isEmpty();
        }
    }

    @Test
    void aBodyHasToKeepARateAndLeavesNothingBehind() throws IOException {
        long before = server.owner()
                .get("/v1/projects/default")
                .json()
                .get("data_version")
                .asLong();
        for (String[] call : new String[][] {
            {"segments/preview", "application/json", "{"},
            {"events/import", "application/x-ndjson", "{\"profile\":\"a\",\"name\":\"n\",\"time\":\"2026-01-01\"}\n"}
        }) {
            try (RawConnection slow = RawConnection.to(server)
                    .send(POST.formatted(call[0], call[1]) + RawConnection.CREDENTIALS + "\r\n" + call[2])) {
                assertThat(slow.drip(' ')).as(call[0]).isBetween(LIMIT, SOON);
                assertThat(slow.received())
                        .startsWith("HTTP/1.1 408")
                        .contains("\"code\":\"request_timeout\"", "Connection: close");
            }
        }
        assertThat(server.owner()
                        .get("/v1/projects/default")
                        .json()
                        .get("data_version")
                        .asLong())
                .isEqualTo(before);
    }

    @Test
    void aBodyThatFallsSilentIsGivenUp() throws IOException {
        try (RawConnection silent = RawConnection.to(server)
                .send(POST.formatted("segments/preview", "application/json") + RawConnection.CREDENTIALS + "\r\n{")) {
            assertThat(silent.rest())
                    .startsWith("HTTP/1.1 408")
                    .contains("\"code\":\"request_timeout\"", "X-Content-Type-Options: nosniff");
        }
    }

    @Test
    void whatComesAfterTheAnswerIsNotReadForEver() throws IOException {
        try (RawConnection refused =
                RawConnection.to(server).send(POST.formatted("events/import", "text/csv") + "\r\n")) {
            assertThat(refused.drip('a')).isLessThan(SOON);
            assertThat(refused.received()).startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void oneAddressCannotTakeTheConnectionsOfTheOthers() throws IOException {
        List<RawConnection> many = new ArrayList<>();
        try {
            for (int i = 0; i < 3 * PER_ADDRESS; i++) {
                many.add(RawConnection.from("127.0.0.2", server)
                        .send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n"));
            }
            Awaitility.await()
                    .atMost(SOON)
                    .untilAsserted(() -> assertThat(open(many)).isLessThanOrEqualTo(PER_ADDRESS));
            assertThat(server.owner().get("/v1/projects").status()).isEqualTo(200);
        } finally {
            for (RawConnection connection : many) {
                connection.close();
            }
        }
        Awaitility.await().atMost(SOON).until(() -> answers("127.0.0.2"));
    }

    private boolean answers(String address) throws IOException {
        try (RawConnection again = RawConnection.from(address, server)
                .send("GET /health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")) {
            return again.rest().startsWith("HTTP/1.1 200");
        } catch (java.net.SocketException e) {
            return false;
        }
    }

    private static long open(List<RawConnection> connections) throws IOException {
        long open = 0;
        for (RawConnection connection : connections) {
            // The first look may find the answer, only the next the end.
            connection.hasEnded(1);
            open += connection.hasEnded(1) ? 0 : 1;
        }
        return open;
    }
}
