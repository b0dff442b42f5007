package io.muster.server.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBuffersTest {

    private static final int ROWS = 20_000;

    @TempDir
    private static Path directory;

    @Test
    void filesGoOutInLargePiecesHoweverManyWentBefore() throws IOException {
        try (TestServer server = TestServer.start(directory, Map.of())) {
            Shop shop = Shop.empty(server.owner());
            shop.load(
                    "profiles",
                    IntStream.range(0, ROWS)
                            .mapToObj(i -> "{\"id\":\"profile-%05d\"}\n".formatted(i))
                            .collect(Collectors.joining()));
            String asked = "{\"definition\":{\"all\":[]},\"columns\":[\"id\"],\"format\":\"csv\",\"compression\":";
            String packed = shop.path(
                    "/exports/" + shop.export(asked + "\"gzip\"}").get("id").asString() + "/file");
            for (long i = 0; i <= FileBuffers.MOST; i++) {
                assertThat(server.owner().unchecked().get(packed).status()).isEqualTo(200);
            }

            String plain = shop.path(
                    "/exports/" + shop.export(asked + "\"gzip\"}").get("id").asString() + "/file");

            assertThat(firstPiece(server.port(), plain + "?format=csv&compression=none"))
                    .isGreaterThan(100_000);
        }
    }

    /** The bytes of an answer's first chunk. */
    private static int firstPiece(int port, String path) throws IOException {
        try (var socket = new Socket("localhost", port);
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1))) {
            String pair = TestServer.CLIENT_ID + ":" + TestServer.CLIENT_SECRET;
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic "
                    + Base64.getEncoder().encodeToString(pair.getBytes(ISO_8859_1)) + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            String line = in.readLine();
            assertThat(line).startsWith("HTTP/1.1 200");
            while (!line.isEmpty()) {
                line = in.readLine();
            }
            return Integer.parseInt(in.readLine(), 16);
        }
    }
}
