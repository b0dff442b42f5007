package io.muster.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RawRequestTest {
    private final ScriptedServer server = ScriptedServer.start();
    private final RecordedPauses pauses = new RecordedPauses();
    private final MusterClient client = MusterClient.builder()
            .baseUrl(server.url())
            .credentials("c", "s")
            .pause(pauses)
            .build();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void goesOutAsItIsWithTheClientsCredentials() {
        server.on(
                "PATCH /v9/things/a%2Fb", Reply.bytes(200, "text/plain", "räksmörgås".getBytes(UTF_8), "X-More", "1"));

        RawAnswer answer = client.send(RawRequest.of("patch", "/v9/things/a%2Fb?q=1%2B1")
                .header("X-Some", "value")
                .body("text/csv", "id\n1\n"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("räksmörgås");
        assertThat(answer.headers().firstValue("x-more")).contains("1");
        SeenRequest seen = server.lastRequest();
        assertThat(seen.header("Authorization").orElseThrow()).startsWith("Basic ");
        assertThat(seen.header("Accept")).contains("*/*");
        assertThat(seen.header("X-Some")).contains("value");
        assertThat(seen.header("Content-Type")).contains("text/csv");
        assertThat(seen.query()).isEqualTo("q=1+1");
        assertThat(seen.text()).isEqualTo("id\n1\n");
    }

    @Test
    void itsOwnHeadersTakeThePlaceOfTheClients() {
        server.on("GET /public/api/apps", Reply.json(200, "{}"));

        client.send(RawRequest.of("GET", "/public/api/apps")
                .header("authorization", "Token token=\"s\"")
                .header("accept", "application/json"));

        assertThat(server.lastRequest().headers("Authorization")).containsExactly("Token token=\"s\"");
        assertThat(server.lastRequest().headers("Accept")).containsExactly("application/json");
    }

    @Test
    void aClientWithoutCredentialsSendsNone() {
        server.on("GET /api/status", Reply.json(200, "{}"));
        MusterClient anybody = MusterClient.builder()
                .baseUrl(server.url())
                .withoutCredentials()
                .build();

        anybody.send(RawRequest.of("GET", "/api/status"));

        assertThat(server.lastRequest().header("Authorization")).isEmpty();
    }

    @Test
    void aRefusalIsAnAnswerOnceTryingAgainIsOver() {
        server.on("GET /service/x", Reply.json(429, "{\"error\":\"Slower.\"}"));

        RawAnswer answer = client.send(RawRequest.of("GET", "/service/x"));

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.text()).isEqualTo("{\"error\":\"Slower.\"}");
        assertThat(server.requests()).hasSize(5);
    }

    @Test
    void whatMayDoHarmTwiceIsSentOnceUnlessItHasAKey() {
        server.on("POST /service/x", Reply.json(503, "{}"));

        client.send(RawRequest.of("POST", "/service/x").body("application/json", "{}"));
        assertThat(server.requests()).hasSize(1);

        client.send(RawRequest.of("POST", "/service/x").header("Idempotency-Key", "k"));
        assertThat(server.requests()).hasSize(6);
    }

    @Test
    void aRedirectionIsAnAnswer() {
        server.on("GET /api/current_user", Reply.bytes(302, "text/plain", new byte[0], "Location", "/elsewhere"));

        assertThat(client.send(RawRequest.of("GET", "/api/current_user"))
                        .headers()
                        .firstValue("Location"))
                .contains("/elsewhere");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void neverLeavesTheServer() {
        assertThatThrownBy(() -> RawRequest.of("GET", "@elsewhere.example/")).hasMessageContaining("slash");
    }
}
