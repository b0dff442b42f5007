package io.muster.server.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.conformance.Proves;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.RawHttp;
import io.muster.server.test.TestServer;
import java.nio.file.Path;
import java.util.Base64;
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
    }

    @Test
    void theHeaderThatTheProxyDoesNotWriteIsNotRead() {
        ApiClient office = from("10.1.2.0/24");
        String claim = "for=10.1.2.3;proto=https;host=muster.example.com";

        assertThat(office.with("X-Forwarded-For", "10.1.2.3")
                        .get("/v1/projects")
                        .status())
                .isEqualTo(200);
        assertThat(office.with("X-Forwarded-For", "203.0.113.9")
                        .with("Forwarded", claim)
                        .get("/v1/projects")
                        .status())
                .isEqualTo(403);
        assertThat(server.owner().with("Forwarded", claim).get("/v1/projects").at("/code"))
                .isEqualTo("https_required");
    }

    @Test
    void whatIsNoAddressIsInNoRangeAndBreaksNothing() {
        ApiClient everywhere = from("0.0.0.0/0", "::/0");
        ApiClient wrong = server.anybody().as("nobody", "wrong").with("X-Forwarded-Proto", "https");

        for (String node : List.of(
                "999.999.999.999",
                ":::::",
                "unknown",
                "_hidden",
                "127.0.0.1.",
                "1.2",
                "[::1",
                "fe80::1%lo",
                "::ffff:999.1.1.1",
                "10.1.2.3:",
                "localhost")) {
            assertThat(everywhere
                            .with("X-Forwarded-For", node)
                            .get("/v1/projects")
                            .status())
                    .as(node)
                    .isEqualTo(403);
            assertThat(wrong.with("X-Forwarded-For", node).get("/v1/projects").status())
                    .as(node)
                    .isIn(401, 429);
            assertThat(secure.with("X-Forwarded-For", node).get("/v1/projects").status())
                    .as(node)
                    .isEqualTo(200);
        }
    }

    @Test
    void anAddressCountsHoweverItIsWritten() {
        ApiClient office = from("10.1.2.0/24", "2001:db8::/32");

        for (String node : List.of(
                "10.1.2.3",
                "10.1.2.3:4711",
                "[10.1.2.3]:4711",
                "::ffff:10.1.2.3",
                "[::ffff:a01:203]:4711",
                "2001:db8::7",
                "[2001:DB8::7]",
                "[2001:db8::7]:4711")) {
            assertThat(office.with("X-Forwarded-For", node).get("/v1/projects").status())
                    .as(node)
                    .isEqualTo(200);
        }
        for (String node : List.of("10.1.3.3:4711", "::ffff:10.1.3.3", "[2001:db9::7]:4711")) {
            assertThat(office.with("X-Forwarded-For", node).get("/v1/projects").status())
                    .as(node)
                    .isEqualTo(403);
        }
    }

    @Test
    void overTlsOnlyACookieThatIsBoundToThisHostIsASession() {
        secure.post(
                "/v1/people",
                "{\"email\": \"ada@example.com\", \"name\": \"Ada\", \"role\": \"viewer\", \"password\": \"correct horse\"}");
        ApiClient browser = server.anybody().with("X-Forwarded-Proto", "https");
        Answer session =
                browser.post("/v1/session", "{\"email\": \"ada@example.com\", \"password\": \"correct horse\"}");
        String cookie = session.header("Set-Cookie").replaceFirst(";.*", "");
        String plain = cookie.replace("__Host-", "");

        assertThat(cookie).startsWith("__Host-muster_session=");
        assertThat(browser.with("Cookie", cookie).get("/v1/projects").status()).isEqualTo(200);
        assertThat(browser.with("Cookie", plain).get("/v1/projects").status()).isEqualTo(401);
        assertThat(browser.with("Cookie", plain.replaceFirst("=.*", "=another; ") + cookie)
                        .get("/v1/projects")
                        .status())
                .isEqualTo(200);
    }

    /** What an application may use that is allowed from these ranges only. */
    private ApiClient from(String... ranges) {
        Answer made = secure.post(
                "/v1/projects/default/applications",
                "{\"name\": \"Office\", \"scopes\": [\"read\"], \"allowed_addresses\": [\""
                        + String.join("\", \"", ranges) + "\"]}");
        return server.anybody()
                .as(made.at("/client_id"), made.at("/client_secret"))
                .with("X-Forwarded-Proto", "https");
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
    void aLetterWrittenOtherwiseChangesNothing() {
        ApiClient plain = server.anybody().unchecked();
        ApiClient owner = secure.unchecked();
        Map.of(
                        "/public/api/nothing", "/publi%63/api/nothing",
                        "/service/jobs", "/%73ervice/jobs",
                        "/audience/v1/sections", "/audienc%65/v1/sections",
                        "/api/nothing", "/%61pi/nothing",
                        "/v1/projects?nothing=1", "/%76%31/projects?nothing=1",
                        "/v1/nothing", "/v%31/nothing",
                        "/health/live", "/%68ealth/live")
                .forEach((path, other) -> {
                    same(plain.get(path), plain.get(other));
                    same(owner.get(path), owner.get(other));
                    same(owner.get(path.replace("?", ";a?")), owner.get(other.replace("?", ";a?")));
                });
    }

    /** But for what differs between two requests. */
    private static void same(Answer one, Answer other) {
        assertThat(words(other)).isEqualTo(words(one));
        assertThat(other.status()).isEqualTo(one.status());
        for (String header : List.of("Content-Security-Policy", "Content-Type", "WWW-Authenticate")) {
            assertThat(other.headers().allValues(header))
                    .as(header)
                    .isEqualTo(one.headers().allValues(header));
        }
    }

    private static String words(Answer answer) {
        return answer.text()
                .replaceAll("r_[0-9a-z]+", "")
                .replaceAll("(There is nothing at|No endpoint GET) [^\"]*", "");
    }

    @Test
    void whatTheConnectorRefusesTellsBrowsersToStayWithHttps() {
        for (String request : List.of(
                "GET /v1/a%00b HTTP/1.1\r\nHost: localhost\r\n",
                "GET /v1/a%zz HTTP/1.1\r\nHost: localhost\r\n",
                "POST /v1/projects HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n",
                "GET /v1/projects HTTP/1.1\r\nHost: localhost\r\nHost: elsewhere\r\n",
                "GET /v1/projects HTTP/3.7\r\nHost: localhost\r\n")) {
            String secured =
                    RawHttp.send(server.port(), request + "X-Forwarded-Proto: https\r\nConnection: close\r\n\r\n");
            String plain = RawHttp.send(server.port(), request + "Connection: close\r\n\r\n");

            assertThat(secured)
                    .as(request)
                    .containsPattern("^HTTP/1.1 (400|501|505)")
                    .contains("Strict-Transport-Security: max-age=31536000");
            assertThat(plain).as(request).doesNotContain("Strict-Transport-Security");
        }
    }

    @Test
    void aTransferCodingThatTheServerDoesNotHaveIsCalledSo() {
        String head = "POST /v1/projects HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n";
        String answer = RawHttp.send(server.port(), head + "X-Forwarded-Proto: https\r\nConnection: close\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 501")
                .contains("\"code\":\"not_implemented\"", "\"title\":\"Not implemented\"");
    }

    @Test
    void credentialsThatCameTwiceAreRefused() {
        String good = "Basic "
                + Base64.getEncoder()
                        .encodeToString((TestServer.CLIENT_ID + ":" + TestServer.CLIENT_SECRET).getBytes(UTF_8));
        for (String path :
                List.of("/v1/projects", "/v1/openapi.json", "/public/api/apps", "/service/v1/segments/list")) {
            String answer = RawHttp.send(
                    server.port(),
                    "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Proto: https\r\nAuthorization: " + good
                            + "\r\nAuthorization: " + good + "\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(path).startsWith("HTTP/1.1 400").contains("Authorization came more than once");
        }
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
        ApiClient office = from("203.0.113.0/24");

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
