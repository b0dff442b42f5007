package io.muster.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Database;
import io.muster.server.test.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More of everything than a request may have. */
class HugeRequestsTest {
    private static final int BOMB = 256 << 20;

    private final TestServer server = TestServer.on(Database.SQLITE);

    @Test
    void aHeadHasALimit() throws IOException {
        for (String head : List.of(
                "GET /v1/projects HTTP/1.1\r\nHost: localhost\r\nX-A: " + "a".repeat(100_000) + "\r\n\r\n",
                "GET /v1/projects HTTP/1.1\r\nHost: localhost\r\n" + "X-A: a\r\n".repeat(2_000) + "\r\n",
                "GET /" + "a".repeat(100_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
            String answer = send(head.getBytes(StandardCharsets.ISO_8859_1));
            assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"invalid_request\"");
        }
    }

    @Test
    void aJsonBodyHasALimitHoweverItsLengthIsSaid() throws IOException {
        String body = "{\"name\":\"" + "x".repeat(2 << 20) + "\"}";
        String chunk = Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";

        assertThat(send(post("segments", "application/json", "Content-Length: " + body.length(), body)))
                .startsWith("HTTP/1.1 413");
        assertThat(send(post("segments", "application/json", "Transfer-Encoding: chunked", chunk)))
                .startsWith("HTTP/1.1 413");
        assertThat(send(post("segments", "application/json", "Content-Length: 99999999999999999999", "{}")))
                .startsWith("HTTP/1.1 400");
        assertThat(send(post("segments", "application/json", "Content-Length: -1", "{}")))
                .startsWith("HTTP/1.1 400");
    }

    @Test
    void aFormHasALimit() throws IOException {
        String body = "grant_type=" + "x".repeat(1 << 20);
        String head = "POST /oauth/token HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + body.length() + "\r\n\r\n";

        assertThat(send((head + body).getBytes(StandardCharsets.ISO_8859_1))).startsWith("HTTP/1.1 413");
    }

    @Test
    void chunksMayNotHideMoreThanTheyHold() throws IOException {
        for (String body : List.of(
                "1;" + "a".repeat(100_000) + "\r\n{\r\n0\r\n\r\n",
                "ffffffffffffffff\r\n{",
                "2\r\n{}\r\n0\r\n" + "X-A: a\r\n".repeat(20_000) + "\r\n")) {
            assertThat(send(post("segments/preview", "application/json", "Transfer-Encoding: chunked", body)))
                    .startsWith("HTTP/1.1 4");
        }
    }

    @Test
    void twoLengthsAreNotARequest() throws IOException {
        String smuggled = "0\r\n\r\nGET /v1/projects HTTP/1.1\r\nHost: localhost\r\n\r\n";
        String both = "Content-Length: " + smuggled.length() + "\r\nTransfer-Encoding: chunked";

        assertThat(send(post("segments/preview", "application/json", both, smuggled)))
                .startsWith("HTTP/1.1 400")
                .containsOnlyOnce("HTTP/1.1 ");
        assertThat(send(post("segments/preview", "application/json", "Content-Length: 2\r\nContent-Length: 3", "{} ")))
                .startsWith("HTTP/1.1 400")
                .containsOnlyOnce("HTTP/1.1 ");
    }

    @Test
    void jsonMayBeNestedSoDeepAndNoDeeper() throws IOException {
        String definition = "{\"definition\":" + "{\"not\":".repeat(20_000) + "{\"all\":[]}" + "}".repeat(20_001);
        String rows = "{\"id\":\"a\",\"attributes\":{\"deep\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}}\n"
                + "{\"id\":\"b\",\"attributes\":{\"deep\":" + "{\"a\":".repeat(50_000) + "1" + "}".repeat(50_002)
                + "\n";

        assertThat(send(post("segments/preview", "application/json", definition)))
                .startsWith("HTTP/1.1 422");
        assertThat(send(post("profiles/import?dry_run=true", "application/x-ndjson", rows)))
                .startsWith("HTTP/1.1 200")
                .contains("\"accepted\":0", "\"rejected\":2");
    }

    @Test
    void aBombIsRecognizedLongBeforeItHasUnfolded() throws IOException {
        byte[] bomb = bomb(BOMB, 0);
        for (String type : List.of("application/x-ndjson", "text/csv", "application/vnd.apache.parquet")) {
            assertThat(send(compressed("profiles/import", type, bomb)))
                    .as(type)
                    .startsWith("HTTP/1.1 4")
                    .contains("\"code\":\"");
        }
    }

    /** What cannot be compressed, now and then, makes a bomb of any ratio. */
    @Test
    void aBombBelowTheLargestRatioOfGzipLeavesNothingBehind() throws IOException {
        byte[] bomb = bomb(BOMB, 160);
        assertThat(BOMB / bomb.length).isBetween(600, 950);
        for (String type : List.of("application/x-ndjson", "text/csv", "application/vnd.apache.parquet")) {
            assertThat(send(compressed("profiles/import", type, bomb)))
                    .as(type)
                    .startsWith("HTTP/1.1 4")
                    .contains("\"code\":\"");
        }
        assertThat(send(compressed("events/import", "text/csv", bomb)))
                .startsWith("HTTP/1.1 413")
                .contains("\"code\":\"too_large\"");
        assertThat(server.data().resolve("uploads")).isEmptyDirectory();
    }

    @Test
    void whatUnfoldsToMoreThanAnUploadMayTakeIsRefusedWithTheNumber(@TempDir Path directory) throws IOException {
        byte[] rows = bomb(8 << 20, 20_000);
        Map<String, String> settings = Map.of("muster.upload.file", "3MB");
        try (TestServer small = TestServer.start(directory.resolve("data"), settings)) {
            for (String type : List.of("text/csv", "application/vnd.apache.parquet")) {
                assertThat(send(small, compressed("profiles/import", type, rows)))
                        .as(type)
                        .startsWith("HTTP/1.1 413")
                        .contains("3145728 bytes");
            }
            assertThat(small.data().resolve("uploads")).isEmptyDirectory();
        }
    }

    /** Zeros, of which each MiB begins with so many bytes of noise. */
    private static byte[] bomb(int size, int noise) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Random random = new Random(7);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            byte[] start = new byte[noise];
            for (int i = 0; i < size; i += 1 << 20) {
                random.nextBytes(start);
                gzip.write(Arrays.copyOf(start, 1 << 20));
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] compressed(String path, String type, byte[] body) {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(post(path, type, "Content-Encoding: gzip\r\nContent-Length: " + body.length, ""));
        request.writeBytes(body);
        return request.toByteArray();
    }

    private static byte[] post(String path, String type, String body) {
        return post(path, type, "Content-Length: " + body.length(), body);
    }

    private static byte[] post(String path, String type, String length, String body) {
        return ("POST /v1/projects/default/" + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                        + RawConnection.CREDENTIALS + "Content-Type: " + type + "\r\n" + length + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** What is answered; the server may have had enough before all is sent. */
    private String send(byte[] request) throws IOException {
        return send(server, request);
    }

    private static String send(TestServer server, byte[] request) throws IOException {
        try (RawConnection connection = RawConnection.to(server)) {
            try {
                connection.send(request);
            } catch (java.net.SocketException e) {
                assertThat(e).hasMessageMatching("Broken pipe|Connection reset.*");
            }
            return connection.rest();
        }
    }
}
