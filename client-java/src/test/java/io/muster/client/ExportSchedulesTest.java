package io.muster.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExportSchedulesTest {
    private static final String SCHEDULES = "/v1/projects/p/export-schedules";
    private static final String SCHEDULE = """
            {"id": "x_1", "name": "Nightly", "export": {"segment": "loyal", "format": "parquet", "on_stale": "refuse"},
             "timing": "daily", "zone": null, "since_last": true, "enabled": true,
             "next_run": "2026-03-03T00:00:00.000Z", "last_run": null, "last_export": null,
             "last_error": {"code": "segment_stale", "detail": "Stale."},
             "created_at": "2026-03-02T06:00:00.000Z", "updated_at": "2026-03-02T06:00:00.000Z"}""";

    private final ScriptedServer server = ScriptedServer.start();
    private final ProjectClient project = MusterClient.builder()
            .baseUrl(server.url())
            .credentials("c", "s")
            .build()
            .project("p");
    private final ExportSchedules schedules = project.exportSchedules();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void areMade() {
        server.on("POST " + SCHEDULES, Reply.json(201, SCHEDULE));

        ExportSchedule schedule = schedules.create(ExportScheduleDraft.of(
                        "Nightly", ExportRequest.ofSegment("loyal").withFormat(ExportFormat.PARQUET), "0 6 * * *")
                .withZone("Europe/Oslo")
                .withSinceLast(true));

        assertThat(schedule.lastError()).isEqualTo(new Failure("segment_stale", "Stale."));
        assertThat(server.lastRequest().header("Idempotency-Key")).isPresent();
        assertThat(server.lastRequest().json()).isEqualTo(MusterJson.mapper().readTree("""
                {"name": "Nightly", "export": {"segment": "loyal", "format": "parquet", "compression": "none"},
                 "timing": "0 6 * * *", "zone": "Europe/Oslo", "since_last": true}"""));
    }

    @Test
    void changeInPartAndKeepEvenWhatThisClientDoesNotKnow() {
        server.on("GET " + SCHEDULES + "/x_1", Reply.json(200, SCHEDULE));
        server.on("PUT " + SCHEDULES + "/x_1", Reply.json(200, SCHEDULE));

        ExportSchedule schedule = schedules.get("x_1");
        schedules.replace(schedule.id(), ExportScheduleDraft.of(schedule).withEnabled(false));

        assertThat(server.lastRequest().json()).isEqualTo(MusterJson.mapper().readTree("""
                {"name": "Nightly", "export": {"segment": "loyal", "format": "parquet", "on_stale": "refuse"},
                 "timing": "daily", "since_last": true, "enabled": false}"""));
    }

    @Test
    void areListedAndDeleted() {
        server.on("GET " + SCHEDULES, Reply.json(200, Samples.page("", SCHEDULE)));
        server.on("DELETE " + SCHEDULES + "/x_1", Reply.empty(204));

        assertThat(schedules.list().map(ExportSchedule::name)).containsExactly("Nightly");
        schedules.delete("x_1");
        assertThat(server.lastRequest().methodAndPath()).isEqualTo("DELETE " + SCHEDULES + "/x_1");
    }

    @Test
    void whatExportsCanHaveAndUseIsTold() {
        server.on("GET /v1/projects/p/exports/columns", Reply.json(200, """
                {"items": [{"name": "n", "type": "number", "source": "count(Order)", "within": {"last": "P90D"}},
                           {"name": "id", "type": "text", "source": "id", "within": null}],
                 "max_columns": 500, "max_events": 20}"""));
        server.on("GET /v1/projects/p/exports/usage", Reply.json(200, """
                {"queued": 1, "queue_limit": 100, "running": 2, "disk_bytes": 5000000000, "disk_limit": 0}"""));

        ColumnList columns = project.exports().columns();
        assertThat(columns.items().get(1).within()).isNull();
        assertThat(columns.maxEvents()).isEqualTo(20);
        assertThat(project.exports().columnsOf("Order").items()).isEqualTo(columns.items());
        assertThat(server.lastRequest().query()).isEqualTo("event=Order");
        assertThat(project.exports().usage()).isEqualTo(new ExportUsage(1, 100, 2, 5_000_000_000L, 0));
    }
}
