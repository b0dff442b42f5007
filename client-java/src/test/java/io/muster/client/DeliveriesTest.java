package io.muster.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
    private static final String WEBHOOK = """
            {"id": "wh_1", "url": "https://a.example/hook", "events": ["export.succeeded"], "description": null,
             "enabled": false, "disabled_reason": "It answered 410.", "created_at": "2026-03-02T06:00:00.000Z",
             "updated_at": "2026-03-02T06:00:00.000Z"}""";
    private static final String MESSAGE = """
            {"id": "msg_1", "webhook": null, "url": "https://a.example/hook", "event": "export.succeeded",
             "subject": "e_1", "state": "failed", "attempts": %s, "next_attempt": null,
             "created_at": "2026-03-02T06:00:00.000Z", "finished_at": "2026-03-03T06:00:00.000Z"%s}""";
    private static final String SECRET = """
            {"secret": "whsec_bmV3", "previous_secret": "whsec_b2xk", "previous_until": "2026-03-03T06:00:00.000Z"}""";
    private static final String DELIVERY = """
            {"id": "d_1", "destination": "lake", "state": "queued", "location": null, "files": [], "attempts": 0,
             "error": null, "job": "j_1", "created_at": "2026-03-02T06:00:00.000Z", "finished_at": null}""";
    private static final String LINK = """
            {"url": "https://a.example/files/e_1?sig=x", "expires_at": "2026-03-03T06:00:00.000Z"}""";
    private static final String DELIVERIES = "/v1/projects/p/exports/e_1/deliveries";

    private final ScriptedServer server = ScriptedServer.start();
    private final ProjectClient project = MusterClient.builder()
            .baseUrl(server.url())
            .credentials("c", "s")
            .pause(new RecordedPauses())
            .build()
            .project("p");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void webhooksAreChanged() {
        server.on("PATCH /v1/projects/p/webhooks/wh_1", Reply.json(200, WEBHOOK));

        Webhook webhook = project.webhooks()
                .update(
                        "wh_1",
                        WebhookChanges.NONE.events(List.of("export.failed")).description(null));

        assertThat(webhook.disabledReason()).isEqualTo("It answered 410.");
        assertThat(server.lastRequest().text()).isEqualTo("{\"events\":[\"export.failed\"],\"description\":null}");
    }

    @Test
    void messagesAreListedReadAndSentAgain() {
        String path = "/v1/projects/p/webhooks/deliveries";
        String attempts = """
                [{"number": 1, "started_at": "2026-03-02T06:00:01.000Z", "duration_ms": 12, "status": 500,
                  "response": "no", "error": null}]""";
        server.on("GET " + path, Reply.json(200, Samples.page("", MESSAGE.formatted("3", ""))));
        server.on("GET " + path + "/msg_1", Reply.json(200, MESSAGE.formatted(attempts, ", \"payload\": {\"x\": 1}")));
        server.on("POST " + path + "/msg_1/replay", Reply.json(202, MESSAGE.formatted("3", "")));
        WebhookDeliveries messages = project.webhooks().deliveries();

        WebhookDeliverySummary message = messages.list(
                        WebhookDeliveryFilter.ALL.webhook("wh_1").state("failed"))
                .findFirst()
                .orElseThrow();
        assertThat(message.attempts()).isEqualTo(3);
        assertThat(message.webhook()).isNull();
        assertThat(server.lastRequest().query()).isEqualTo("webhook=wh_1&state=failed");

        WebhookDelivery whole = messages.get(message.id());
        assertThat(whole.attempts()).extracting(WebhookDelivery.Attempt::status).containsExactly(500);
        assertThat(whole.payload().path("x").asInt()).isEqualTo(1);

        assertThat(messages.replay(message.id()).subject()).isEqualTo("e_1");
    }

    @Test
    void signingSecretsAreRotatedOnceAndNeverPrinted() {
        server.on("POST /v1/projects/p/webhooks/wh_1/rotate-secret", Reply.json(200, SECRET));
        server.on("GET /v1/projects/p/callback-secret", Reply.json(200, SECRET));
        server.on("POST /v1/projects/p/callback-secret/rotate", Reply.hangUp(), Reply.json(200, SECRET));

        WebhookSecret secret = project.webhooks().rotateSecret("wh_1");
        assertThat(secret.previousSecret()).isEqualTo("whsec_b2xk");
        assertThat(secret.toString()).doesNotContain("whsec");
        assertThat(project.callbackSecret().get()).isEqualTo(secret);

        // A second rotation would end the secret that receivers have.
        assertThatThrownBy(() -> project.callbackSecret().rotate()).isInstanceOf(MusterConnectionException.class);
        assertThat(project.callbackSecret().rotate()).isEqualTo(secret);
    }

    @Test
    void exportsAreCopiedToDestinations() {
        server.on("POST " + DELIVERIES, Reply.json(202, DELIVERY));
        server.on("GET " + DELIVERIES, Reply.json(200, Samples.page("", DELIVERY)));
        server.on("GET " + DELIVERIES + "/d_1", Reply.json(200, DELIVERY));
        server.on("POST " + DELIVERIES + "/d_1/retry", Reply.json(202, DELIVERY));
        Deliveries deliveries = project.exports().deliveries("e_1");

        Delivery delivery = deliveries.create("lake");
        assertThat(server.lastRequest().text()).isEqualTo("{\"destination\":\"lake\"}");
        assertThat(server.lastRequest().header("Idempotency-Key")).isPresent();
        assertThat(delivery.job()).isEqualTo("j_1");
        assertThat(deliveries.list()).containsExactly(delivery);
        assertThat(deliveries.get("d_1")).isEqualTo(delivery);
        assertThat(deliveries.retry("d_1").state()).isEqualTo(DeliveryState.QUEUED);
    }

    @Test
    void linksAreMadeAndNotPrinted() {
        server.on("POST /v1/projects/p/exports/e_1/links", Reply.json(201, LINK));
        server.on("POST " + DELIVERIES + "/d_1/link", Reply.json(200, LINK));

        LinkRequest request = LinkRequest.USUAL
                .withExpiresIn(Duration.ofHours(1))
                .withFormat(ExportFormat.XLSX)
                .withDirect(true);
        Link link = project.exports().link("e_1", request);
        assertThat(server.lastRequest().json()).isEqualTo(MusterJson.mapper().readTree("""
                {"expires_in": "PT1H", "format": "xlsx", "direct": true}"""));
        assertThat(link.url()).endsWith("sig=x");
        assertThat(link.toString()).doesNotContain("sig=x");

        Deliveries deliveries = project.exports().deliveries("e_1");
        assertThat(deliveries.link("d_1")).isEqualTo(link);
        assertThat(server.lastRequest().text()).isEqualTo("{}");
        deliveries.link("d_1", 2, Duration.ofMinutes(5));
        assertThat(server.lastRequest().json()).isEqualTo(MusterJson.mapper().readTree("""
                {"file": 2, "expires_in": "PT5M"}"""));
    }

    @Test
    void theLinkKeyIsRotatedOrRevoked() {
        server.on("POST /v1/projects/p/link-key/rotate", Reply.empty(204));

        project.linkKey().rotate();
        assertThat(server.lastRequest().text()).isEqualTo("{\"revoke\":false}");
        project.linkKey().revoke();
        assertThat(server.lastRequest().text()).isEqualTo("{\"revoke\":true}");
    }

    @Test
    void destinationsAreReplaced() {
        server.on("PUT /v1/projects/p/destinations/lake", Reply.json(200, """
                {"id": "ds_1", "key": "lake", "name": "Lake", "type": "directory", "directory": {"directory": "x"},
                 "created_at": "2026-03-02T06:00:00.000Z", "updated_at": "2026-03-02T07:00:00.000Z"}"""));

        Destination lake = project.destinations().replace("lake", "{\"name\": \"Lake\", \"directory\": {}}");

        assertThat(lake.s3()).isNull();
        assertThat(lake.updatedAt()).isEqualTo("2026-03-02T07:00:00Z");
        assertThat(server.lastRequest().text()).isEqualTo("{\"name\":\"Lake\",\"directory\":{}}");
        assertThatThrownBy(() -> project.destinations().replace("lake", "{"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("JSON object");
    }
}
