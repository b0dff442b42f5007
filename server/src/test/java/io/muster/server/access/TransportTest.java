package io.muster.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.conformance.Proves;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.RawHttp;
import io.muster.server.test.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A server behind a proxy on this machine that requires HTTPS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransportTest {
    private TestServer server;
    private ApiClient secure;

    @BeforeAll
    void start(@TempDir Path data) {
        server = TestServer.start(
                data.resolve("data"),
                Map.of(
                        "muster.access.trusted-proxies", "127.0.0.0/8,::1",
                        "muster.access.require-https", "true",
                        "muster.access.wrong-secrets-per-minute", "5"));
        secure = server.owner().with("X-Forwarded-Proto", "https").with("X-Forwarded-For", "203.0.113.7");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void plainHttpIsRefusedButForHealth() {
        Answer refused = server.owner().get("/v1/projects");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/code")).isEqualTo("https_required");
        assertThat(server.anybody().get("/health/live").status()).isEqualTo(200);
    }

    @Test
    void whatATrustedProxySaysIsBelieved() {
        Answer answer = secure.get("/v1/projects");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Strict-Transport-Security")).startsWith("max-age=31536000");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
        assertThat(server.owner()
                        .with("Forwarded", "for=\"[2001:db8::7]:4711\";proto=https")
                        .get("/v1/projects")
                        .status())
                .isEqualTo(200);
    }

    @Test
    @Proves("mparticle-27")
    void plainHttpIsRefusedInTheWordsOfEachInterface() {
        Map<String, String> shapes = Map.of(
                "/public/api/v1/segments", "{\"success\":false,\"error\":\"This server is told",
                "/service/jobs", "{\"error\":\"This server is told",
                "/audience/v1/sections", "{\"title\":\"Https required\"",
                "/v1/projects", "\"code\":\"https_required\"");
        shapes.forEach((path, words) -> {
            Answer refused = server.anybody().get(path);
            assertThat(refused.status()).as(path).isEqualTo(403);
            assertThat(refused.text()).as(path).contains(words);
        });
    }

    @Test
    void everyAnswerTellsBrowsersToLeaveItAlone() {
        for (Answer answer : List.of(
                server.owner().get("/v1/projects"),
                server.anybody().get("/health/live"),
                secure.get("/v1/projects"),
                secure.get("/v1/elsewhere;b=c"),
                secure.get("/v1/nothing"),
                secure.get("/public/api/nothing"),
                server.anybody().with("X-Forwarded-Proto", "https").get("/v1/projects"))) {
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
            assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
            assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
            assertThat(answer.header("Content-Security-Policy"))
                    .startsWith("default-src 'none'")
                    .contains("frame-ancestors 'none'");
        }
        String malformed =
                RawHttp.send(server.port(), "GET /v1/a%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertThat(malformed)
                .startsWith("HTTP/1.1 400")
                .contains("X-Content-Type-Options: nosniff", "Content-Security-Policy: default-src 'none'");
    }

    @Test
    void pagesMayRunTheirOwnScriptsAndNobodyElses() {
        Answer page = secure.get("/docs");

        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'self'", "object-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe-eval", "script-src");
        assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    }

    @Test
    void allowedAddressesAreThoseBehindTheProxyAndNotThoseThatAClientClaims() {
        Answer made = secure.post(
                "/v1/projects/default/applications",
                "{\"name\": \"Office\", \"scopes\": [\"read\"], \"allowed_addresses\": [\"203.0.113.0/24\"]}");
        ApiClient office = server.anybody()
                .as(made.at("/client_id"), made.at("/client_secret"))
                .with("X-Forwarded-Proto", "https");

        assertThat(office.with("X-Forwarded-For", "203.0.113.7")
                        .get("/v1/projects")
                        .status())
                .isEqualTo(200);
        assertThat(office.with("X-Forwarded-For", "203.0.113.7, 198.51.100.2")
                        .get("/v1/projects")
                        .status())
                .as("the client wrote the first")
                .isEqualTo(403);
    }

    @Test
    void manyWrongSecretsOfOneAddressDoNotStopAnother() {
        ApiClient wrong = server.anybody().as("nobody", "wrong").with("X-Forwarded-Proto", "https");
        for (int i = 0; i < 5; i++) {
            assertThat(wrong.with("X-Forwarded-For", "198.51.100.9")
                            .get("/v1/projects")
                            .status())
                    .isEqualTo(401);
        }
        Answer waits = wrong.with("X-Forwarded-For", "198.51.100.9").get("/v1/projects");

        assertThat(waits.status()).isEqualTo(429);
        assertThat(waits.header("Retry-After")).isEqualTo("60");
        assertThat(wrong.with("X-Forwarded-For", "198.51.100.10")
                        .get("/v1/projects")
                        .status())
                .isEqualTo(401);
        assertThat(secure.with("X-Forwarded-For", "198.51.100.9")
                        .get("/v1/projects")
                        .status())
                .as("right ones from there")
                .isEqualTo(200);
    }

    @Test
    void oddMethodsAreNotPossible() {
        for (String method : new String[] {"TRACE", "PROPFIND", "FOO"}) {
            String answer = RawHttp.send(
                    server.port(),
                    method + " /v1/projects HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Proto: https\r\n"
                            + "Connection: close\r\n\r\n");
            assertThat(answer).as(method).startsWith("HTTP/1.1 405");
        }
    }
}
