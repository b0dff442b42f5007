package io.muster.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.server.test.Certificate;
import io.muster.server.test.RawHttp;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server with a certificate of its own. */
class TlsTest {
    @TempDir
    private Path directory;

    private Path certificateFile;
    private Path keyFile;

    @BeforeEach
    void files() {
        certificateFile = directory.resolve("cert.pem");
        keyFile = directory.resolve("key.pem");
    }

    @Test
    void speaksTlsOnlyAndTellsBrowsersToStayWithIt() throws Exception {
        Certificate own = write(Certificate.make(directory, 30));
        try (TestServer server = start()) {
            HttpResponse<String> answer = get(server, own.trusted());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).hasValue("max-age=31536000");
            String plain = RawHttp.send(
                    server.port(), "GET /v1/projects HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(plain).doesNotContain(" 200 ").doesNotContain("items");
            assertThatThrownBy(() -> handshake(server, own.trusted(), "TLSv1.1"))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void takesANewCertificateWithoutAStopAndKeepsTheOldOneWhereTheNewOneIsBroken() throws Exception {
        Certificate first = write(Certificate.make(directory, 30));
        Certificate second = Certificate.make(directory, 60);
        try (TestServer server = start()) {
            assertThat(get(server, first.trusted()).statusCode()).isEqualTo(200);
            Files.writeString(certificateFile, "-----BEGIN CERTIFICATE-----\nbroken\n-----END CERTIFICATE-----\n");
            assertThat(get(server, first.trusted()).statusCode()).isEqualTo(200);

            second.writeKey(keyFile);
            second.writeCertificate(certificateFile);

            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .ignoreException(SSLHandshakeException.class)
                    .untilAsserted(
                            () -> assertThat(get(server, second.trusted()).statusCode())
                                    .isEqualTo(200));
            assertThatThrownBy(() -> get(server, first.trusted())).isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void saysWhatIsMissing() throws Exception {
        write(Certificate.make(directory, 30));
        Files.delete(keyFile);

        assertThatThrownBy(this::start).hasMessageContaining("muster.tls.key: '" + keyFile + "' is not a file");
        assertThatThrownBy(() -> TestServer.start(
                        directory.resolve("data"), Map.of("muster.tls.certificate", certificateFile.toString())))
                .hasMessageContaining("have to be given together");
    }

    private Certificate write(Certificate made) throws Exception {
        made.writeKey(keyFile);
        made.writeCertificate(certificateFile);
        return made;
    }

    private TestServer start() {
        return TestServer.start(
                directory.resolve("data"),
                Map.of(
                        "muster.tls.certificate",
                        certificateFile.toString(),
                        "muster.tls.key",
                        keyFile.toString(),
                        "muster.access.require-https",
                        "true",
                        "spring.ssl.bundle.watch.file.quiet-period",
                        "50ms"));
    }

    private static HttpResponse<String> get(TestServer server, SSLContext trust) throws Exception {
        String pair = TestServer.CLIENT_ID + ":" + TestServer.CLIENT_SECRET;
        try (HttpClient client = HttpClient.newBuilder().sslContext(trust).build()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("https://localhost:" + server.port() + "/v1/projects"))
                            .header(
                                    "Authorization",
                                    "Basic "
                                            + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static void handshake(TestServer server, SSLContext trust, String protocol) throws IOException {
        try (SSLSocket socket = (SSLSocket) trust.getSocketFactory().createSocket("localhost", server.port())) {
            socket.setEnabledProtocols(new String[] {protocol});
            socket.startHandshake();
        }
    }
}
