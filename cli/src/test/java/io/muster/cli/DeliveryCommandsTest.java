package io.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.client.Reply;
import io.muster.client.Samples;
import io.muster.client.ScriptedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeliveryCommandsTest {
    private static final String WEBHOOKS = "/v1/projects/default/webhooks";
    private static final String DESTINATIONS = "/v1/projects/default/destinations";
    private static final String WEBHOOK = """
            {"id": "wh_1", "url": "https://hooks.example.com/m", "events": ["export.failed"], "description": null,
             "enabled": true, "disabled_reason": null, "created_at": "2026-03-01T09:00:00.000Z"}""";
    private static final String DESTINATION = """
            {"id": "d_1", "key": "lake", "name": "Lake", "type": "s3", "s3": {"bucket": "acme"},
             "created_at": "2026-03-01T09:00:00.000Z"}""";

    private final ScriptedServer server = ScriptedServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void listsWebhooks() {
        server.on("GET " + WEBHOOKS, Reply.json(200, Samples.page("", WEBHOOK)));

        assertThat(CliRun.of(server, "webhook", "list").out()).isEqualTo("""
                ID    URL                          STATE  EVENTS
                wh_1  https://hooks.example.com/m  on     export.failed
                """);
    }

    @Test
    void makesAWebhookAndShowsWhatSigns() {
        server.on("POST " + WEBHOOKS, Reply.json(201, WEBHOOK));
        server.on(
                "GET " + WEBHOOKS + "/wh_1/secret",
                Reply.json(200, "{\"secret\": \"whsec_AAAA\", \"previous_secret\": null, \"previous_until\": null}"));

        CliRun run = CliRun.of(server, "webhook", "create", "https://hooks.example.com/m", "--events", "export.failed");

        assertThat(run.out()).isEqualTo("""
                Webhook wh_1 made.
                Its messages are signed with whsec_AAAA
                """);
    }

    @Test
    void aTestThatWasNotTakenFails() {
        server.on("POST " + WEBHOOKS + "/wh_1/test", Reply.json(200, """
                {"id": "msg_1", "event": "webhook.test", "state": "failed", "attempts": [
                 {"number": 1, "duration_ms": 12, "status": null, "response": null, "error": "Connection refused"}]}"""));

        CliRun run = CliRun.of(server, "webhook", "test", "wh_1");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEqualTo("No answer: Connection refused after 12 ms.\n");
    }

    @Test
    void deletesAWebhook() {
        server.on("DELETE " + WEBHOOKS + "/wh_1", Reply.empty(204));

        assertThat(CliRun.of(server, "webhook", "delete", "wh_1").out()).isEqualTo("Webhook wh_1 is deleted.\n");
    }

    @Test
    void listsDestinations() {
        server.on("GET " + DESTINATIONS, Reply.json(200, Samples.page("", DESTINATION)));

        assertThat(CliRun.of(server, "destination", "list").out()).contains("lake  Lake  s3");
        assertThat(CliRun.of(server, "destination", "list", "--json")
                        .json()
                        .at("/0/s3/bucket")
                        .asString())
                .isEqualTo("acme");
    }

    @Test
    void makesADestinationFromStandardInput() {
        server.on("POST " + DESTINATIONS, Reply.json(201, DESTINATION));

        CliRun run = CliRun.withInput(
                server, "{\"name\":\"Lake\",\"s3\":{\"bucket\":\"acme\"}}", "destination", "create", "-");

        assertThat(run.out()).isEqualTo("Destination lake made (d_1).\n");
        assertThat(server.lastRequest().text()).isEqualTo("{\"name\":\"Lake\",\"s3\":{\"bucket\":\"acme\"}}");
        assertThat(CliRun.of(server, "destination", "create", "{nonsense").exitCode())
                .isEqualTo(2);
    }

    @Test
    void aDestinationThatTakesNothingFails() {
        server.on("POST " + DESTINATIONS + "/lake/test", Reply.json(200, """
                {"reachable": false, "error": {"code": "destination_refused", "detail": "The bucket answered 403."}}"""));

        CliRun run = CliRun.of(server, "destination", "test", "lake");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEqualTo("lake does not take files: The bucket answered 403.\n");
    }

    @Test
    void deletesADestination() {
        server.on("DELETE " + DESTINATIONS + "/lake", Reply.empty(204));

        assertThat(CliRun.of(server, "destination", "delete", "lake").out())
                .isEqualTo("Destination lake is deleted.\n");
    }
}
