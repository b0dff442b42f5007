package io.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.client.Reply;
import io.muster.client.ScriptedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivacyCommandsTest {
    private static final String ERASURES = "/v1/projects/default/erasures";
    private static final String ACCESSES = "/v1/projects/default/subject-access";

    @TempDir
    private Path directory;

    private final ScriptedServer server = ScriptedServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void erasesAndKeepsTheReceipt() throws IOException {
        server.on("POST " + ERASURES, Reply.json(202, erasure("queued", "[]")));
        server.on(
                "GET " + ERASURES + "/x_1",
                Reply.json(200, erasure("succeeded", "[{\"place\": \"events\", \"count\": 3, \"unit\": \"events\"}]")));
        server.on(
                "GET " + ERASURES + "/x_1/receipt",
                Reply.bytes(200, "application/jose", "a.b.c".getBytes(StandardCharsets.UTF_8)));
        Path receipt = directory.resolve("anna.jws");

        CliRun run = CliRun.of(
                server, "erase", "anna", "--identity", "email=a@example.com", "--receipt", receipt.toString());

        assertThat(run.out()).isEqualTo("""
                Erased 1 profile (x_1).
                PLACE   COUNT  OF
                events      3  events
                """);
        assertThat(receipt).hasContent("a.b.c");
    }

    @Test
    void tellsWhatItWouldErase() {
        server.on("POST " + ERASURES, Reply.json(200, """
                {"dry_run": true, "profiles": 1, "unknown": 0, "subjects": ["ab"], "places": []}"""));

        CliRun run = CliRun.of(server, "erase", "anna", "--dry-run");

        assertThat(run.out()).startsWith("This would erase 1 profile.");
        assertThat(server.lastRequest().json().get("dry_run").booleanValue()).isTrue();
    }

    @Test
    void erasesNobodyUnlessToldWhom() {
        assertThat(CliRun.of(server, "erase").exitCode()).isEqualTo(2);
        assertThat(CliRun.of(server, "subject-access", "-o", "x").exitCode()).isEqualTo(2);
    }

    @Test
    void writesWhatIsKnownToAFile() {
        String made = """
                {"id": "y_1", "state": "%s", "requested_by": "application:a", "file": null, "lines": 2, "bytes": 9,
                 "sha256": null, "job": null, "error": null, "created_at": "2026-03-02T06:00:00.000Z",
                 "finished_at": null, "expires_at": null}""";
        server.on("POST " + ACCESSES, Reply.json(202, made.formatted("queued")));
        server.on("GET " + ACCESSES + "/y_1", Reply.json(200, made.formatted("succeeded")));
        server.on(
                "GET " + ACCESSES + "/y_1/file",
                Reply.bytes(200, "application/x-ndjson", "{}\n{}\n".getBytes(StandardCharsets.UTF_8)));
        Path file = directory.resolve("anna.ndjson");

        CliRun run = CliRun.of(server, "subject-access", "anna", "-o", file.toString());

        assertThat(run.out()).isEqualTo("2 things written to " + file + ".\n");
        assertThat(file).hasContent("{}\n{}\n");
    }

    @Test
    void deletesAProjectByItsName() {
        server.on("DELETE /v1/projects/shop", Reply.json(202, """
                {"id": "z_1", "project": {"id": "p_1", "key": "shop"}, "state": "running",
                 "requested_by": "application:a", "profiles": 5, "receipt": null,
                 "created_at": "2026-03-02T06:00:00.000Z", "finished_at": null}"""));

        CliRun run = CliRun.of(server, "projects", "delete", "shop", "--name", "Shop");

        assertThat(run.out()).startsWith("Project shop is deleted");
        assertThat(server.lastRequest().text()).isEqualTo("{\"name\":\"Shop\"}");
    }

    private static String erasure(String state, String places) {
        return """
                {"id": "x_1", "state": "%s", "requested_by": "application:a", "suppress": false, "asked": 1, "profiles": 1,
                 "places": %s, "data_version": 4, "receipt": null, "job": "j_1", "error": null,
                 "created_at": "2026-03-02T06:00:00.000Z", "finished_at": null}""".formatted(state, places);
    }
}
