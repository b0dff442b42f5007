package io.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.client.Reply;
import io.muster.client.Samples;
import io.muster.client.ScriptedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListingsTest {
    private final ScriptedServer server = ScriptedServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void projects() {
        server.on("GET /v1/projects", Reply.json(200, Samples.page("", Samples.PROJECT)));

        assertThat(CliRun.of(server, "projects").out()).isEqualTo("""
                KEY          NAME         ZONE              WEEK STARTS  FILES KEPT  DATA VERSION  ID
                online-shop  Online shop  Europe/Stockholm  monday       PT48H              1,842  p_7f3k2m9q
                """);
    }

    @Test
    void createsAProject() {
        server.on("POST /v1/projects", Reply.json(201, Samples.PROJECT));

        CliRun run = CliRun.of(server, "projects", "create", "Online shop", "--zone", "Europe/Stockholm");

        assertThat(run.out()).isEqualTo("Project online-shop made (p_7f3k2m9q).\n");
        assertThat(server.lastRequest().text()).isEqualTo("{\"name\":\"Online shop\",\"zone\":\"Europe/Stockholm\"}");
    }

    @Test
    void jobs() {
        server.on("GET /v1/projects/default/jobs", Reply.json(200, Samples.page("", Samples.job("failed", 0, """
                {"code": "internal", "detail": "It broke."}"""))));

        assertThat(CliRun.of(server, "jobs").out())
                .contains("j_1  segment_refresh  failed  0/1 segments  segment s_4h8v1c6x")
                .contains("It broke.");
        assertThat(CliRun.of(server, "jobs", "--json").json().at("/0/state").asString())
                .isEqualTo("failed");
    }

    @Test
    void cancelsAJob() {
        server.on("DELETE /v1/projects/default/jobs/j_1", Reply.empty(204));
        server.on("GET /v1/projects/default/jobs/j_1", Reply.json(200, Samples.job("cancelled", 0, "null")));

        assertThat(CliRun.of(server, "jobs", "--cancel", "j_1").out()).isEqualTo("Job j_1 is cancelled.\n");
    }

    @Test
    void catalog() {
        server.on("GET /v1/projects/default/catalog/attributes", Reply.json(200, Samples.page("", """
                {"name": "age", "type": "number", "count": 39114, "examples": [31, 54]}""")));
        server.on("GET /v1/projects/default/catalog/events", Reply.json(200, Samples.page("", """
                {"name": "Order Completed", "count": 1, "first_seen": null, "last_seen": null,
                 "properties": [{"name": "total", "type": "number", "count": 9, "examples": [129.5]}]}""")));

        assertThat(CliRun.of(server, "catalog").out()).isEqualTo("""
                ATTRIBUTE  TYPE     COUNT  EXAMPLES
                age        number  39,114  31, 54

                Order Completed: 1 event, – to –
                  PROPERTY  TYPE    COUNT  EXAMPLES
                  total     number      9  129.5
                """);
        assertThat(CliRun.of(server, "catalog", "attributes").out()).doesNotContain("Order Completed");
        assertThat(CliRun.of(server, "catalog", "events", "--json").json().at("/attributes"))
                .isEmpty();
    }
}
