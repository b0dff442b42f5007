package io.muster.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExportsTest {
    private static final String EXPORT = "GET /v1/projects/p/exports/e_1";

    private final ScriptedServer server = ScriptedServer.start();
    private final RecordedPauses pauses = new RecordedPauses();
    private final Exports exports = MusterClient.builder()
            .baseUrl(server.url())
            .credentials("c", "s")
            .pause(pauses)
            .build()
            .project("p")
            .exports();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void asksForAFile() {
        server.on("POST /v1/projects/p/exports", Reply.json(202, Samples.export("queued", 0, "null", "null")));

        Export export = exports.request(ExportRequest.ofSegment("loyal-nordics")
                .withColumns(List.of(ColumnRequest.of("id"), ColumnRequest.renamed("attribute:age", "years")))
                .withFormat(ExportFormat.NDJSON)
                .withCompression(Compression.GZIP));

        assertThat(export.state()).isEqualTo(ExportState.QUEUED);
        assertThat(server.lastRequest().json()).isEqualTo(MusterJson.mapper().readTree("""
                {"segment": "loyal-nordics", "columns": ["id", {"attribute": "age", "as": "years"}],
                 "format": "ndjson", "compression": "gzip"}"""));
        assertThat(server.lastRequest().header("Idempotency-Key")).isPresent();
    }

    @Test
    void aDefinitionIsATreeOrAText() {
        server.on("POST /v1/projects/p/exports", Reply.json(202, Samples.export("queued", 0, "null", "null")));

        exports.request(ExportRequest.ofDefinition(Definition.parse("country = 'SE'")));
        assertThat(server.lastRequest().json().path("definition").asString()).isEqualTo("country = 'SE'");

        exports.request(ExportRequest.ofDefinition(Definition.parse(" {\"tag\": \"vip\"}")));
        assertThat(server.lastRequest().json().at("/definition/tag").asString()).isEqualTo("vip");
    }

    @Test
    void waitsUntilTheFileIsThere() {
        server.on(
                EXPORT,
                Reply.json(200, Samples.export("queued", 0, "null", "null")),
                Reply.json(200, Samples.export("running", 512, "1284", "null")),
                Reply.json(200, Samples.export("succeeded", 1284, "1284", "null")));
        List<String> seen = new ArrayList<>();

        Export export = exports.await("e_1", Duration.ofMinutes(1), (done, total) -> seen.add(done + "/" + total));

        assertThat(export.state()).isEqualTo(ExportState.SUCCEEDED);
        assertThat(seen).containsExactly("0/-1", "512/1284", "1284/1284");
        assertThat(pauses.all()).containsExactly(Duration.ofMillis(100), Duration.ofMillis(150));
    }

    @Test
    void tellsWhyAnExportFailed() {
        server.on(EXPORT, Reply.json(200, Samples.export("failed", 5, "9", """
                {"code": "storage_full", "detail": "No room left."}""")));

        assertThatThrownBy(() -> exports.await("e_1", Duration.ofMinutes(1), Progress.NONE))
                .isInstanceOfSatisfying(
                        WorkFailedException.class, e -> assertThat(e.code()).isEqualTo("storage_full"))
                .hasMessage("Export e_1 failed: No room left.");
    }

    @Test
    void anExportThatWasCancelledIsNotWaitedFor() {
        server.on(EXPORT, Reply.json(200, Samples.export("cancelled", 5, "9", "null")));

        assertThatThrownBy(() -> exports.await("e_1", Duration.ofMinutes(1), Progress.NONE))
                .hasMessage("Export e_1 is cancelled.");
    }

    @Test
    void waitsNoLongerThanItIsTold() {
        server.on(EXPORT, Reply.json(200, Samples.export("running", 1, "9", "null")));

        assertThatThrownBy(() -> exports.await("e_1", Duration.ofSeconds(30), Progress.NONE))
                .isInstanceOf(WorkFailedException.class)
                .hasMessageContaining("PT30S");
        assertThat(pauses.all()).last().isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void cancelsAndLists() {
        server.on("DELETE /v1/projects/p/exports/e_1", Reply.empty(204));
        server.on(
                "GET /v1/projects/p/exports",
                Reply.json(200, Samples.page("", Samples.export("succeeded", 1, "1", "null"))));

        exports.cancel("e_1");

        assertThat(exports.list(ExportState.SUCCEEDED).map(Export::id)).containsExactly("e_1");
        assertThat(server.lastRequest().query()).isEqualTo("state=succeeded");
    }
}
