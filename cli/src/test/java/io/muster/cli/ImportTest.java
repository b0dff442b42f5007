package io.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.muster.client.MusterJson;
import io.muster.client.Reply;
import io.muster.client.Samples;
import io.muster.client.ScriptedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ImportTest {
    private static final String PROFILES = "POST /v1/projects/default/profiles/import";
    private static final String EVENTS = "POST /v1/projects/default/events/import";
    private static final String CSV = "id,country\n,SE\n42,NO\n";

    private final ScriptedServer server = ScriptedServer.start()
            .on(PROFILES, Reply.json(200, Samples.IMPORT_RESULT))
            .on(EVENTS, Reply.json(200, Samples.IMPORT_RESULT));

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sumsUpWhatBecameOfTheRows() throws IOException {
        Path file = Files.writeString(directory.resolve("people.csv"), CSV);

        CliRun run = CliRun.of(server, "import", "profiles", file.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .containsPattern("people.csv: 3 accepted, 1 rejected, 2 duplicates in .* s \\(.* rows/s\\)")
                .contains("  line 2: id is missing. (row_missing_field)")
                .contains("data version 1,841");
        assertThat(server.lastRequest().text()).isEqualTo(CSV);
    }

    @Test
    void asksForTheRowsToBeReadAsToldAndSumsUpAllFiles() throws IOException {
        Path one = Files.writeString(directory.resolve("a.csv"), "x\n");
        Path two = Files.writeString(directory.resolve("b.tsv"), "x\n");

        CliRun run = CliRun.of(
                server,
                "import",
                "events",
                one.toString(),
                two.toString(),
                "--map",
                "CustomerID=profile",
                "--map",
                "Notes=",
                "--types",
                "PostCode=text,Total=number",
                "--name",
                "Order Completed",
                "--zone",
                "Europe/London",
                "--date-format",
                "dd/MM/yyyy HH:mm",
                "--missing",
                "NA",
                "--dry-run",
                "-p",
                "default");

        String options = "map=CustomerID=profile&map=Notes=&types=PostCode=text&types=Total=number"
                + "&zone=Europe/London&date_format=dd/MM/yyyy HH:mm";
        assertThat(run.exitCode()).isZero();
        assertThat(server.requests().get(0).query())
                .isEqualTo(options + "&missing=NA&dry_run=true&name=Order Completed");
        assertThat(server.requests().get(1).query())
                .isEqualTo(options + "&delimiter=\t&missing=NA&dry_run=true&name=Order Completed");
        assertThat(run.out()).contains("all files: 6 accepted, 2 rejected, 4 duplicates", "nothing was kept");
    }

    @Test
    void writesRejectedRowsWithTheirReasons() throws IOException {
        Path plain = Files.writeString(directory.resolve("people.csv"), CSV);
        Path compressed =
                Files.write(directory.resolve("people.csv.zst"), Zstd.compress(CSV.getBytes(StandardCharsets.UTF_8)));
        Path rejected = directory.resolve("rejected.ndjson");

        CliRun.of(
                server,
                "import",
                "profiles",
                plain.toString(),
                compressed.toString(),
                "--rejected",
                rejected.toString());

        List<String> lines = Files.readAllLines(rejected);
        assertThat(lines).hasSize(2);
        assertThat(MusterJson.mapper().readTree(lines.get(0)))
                .isEqualTo(MusterJson.mapper().readTree("""
                {"file": "people.csv", "line": 2, "code": "row_missing_field", "detail": "id is missing.",
                 "row": ",SE"}"""));
        assertThat(MusterJson.mapper().readTree(lines.get(1)).path("row").asString())
                .isEqualTo(",SE");
    }

    @Test
    void readsStandardInput() {
        CliRun run = CliRun.withInput(server, CSV, "import", "profiles", "-", "--format", "csv");

        assertThat(run.out()).startsWith("standard input: 3 accepted");
        assertThat(server.lastRequest().header("Content-Type")).contains("text/csv");
        assertThat(server.lastRequest().text()).isEqualTo(CSV);
    }

    @Test
    void printsJson() throws IOException {
        Path file = Files.writeString(directory.resolve("people.csv"), CSV);

        JsonNode json = CliRun.of(server, "import", "profiles", file.toString(), "--json")
                .json();

        assertThat(json.path("accepted").asInt()).isEqualTo(3);
        assertThat(json.at("/files/0/file").asString()).isEqualTo("people.csv");
        assertThat(json.at("/files/0/errors/0/line").asInt()).isEqualTo(2);
        assertThat(json.path("data_version").asInt()).isEqualTo(1841);
    }

    @Test
    void failsWhenNoRowIsGood() throws IOException {
        server.on(PROFILES, Reply.json(200, """
                {"accepted": 0, "rejected": 9, "duplicates": 0, "errors": [], "data_version": 3}"""));
        Path file = Files.writeString(directory.resolve("people.csv"), CSV);

        assertThat(CliRun.of(server, "import", "profiles", file.toString()).exitCode())
                .isEqualTo(1);
    }

    @Test
    void drawsABarForSomebodyWhoLooksOn() throws IOException {
        Path file = Files.writeString(directory.resolve("people.csv"), CSV);
        Map<String, String> environment =
                Map.of("MUSTER_URL", server.url(), "MUSTER_CLIENT_ID", "c", "MUSTER_CLIENT_SECRET", "s");

        CliRun run = CliRun.run(environment, true, "", "import", "profiles", file.toString());

        assertThat(run.err()).contains("people.csv", "%");
        assertThat(run.out()).doesNotContain("%");
    }

    @Test
    void nothingIsSentWhenAFileIsMissing() throws IOException {
        Path file = Files.writeString(directory.resolve("people.csv"), CSV);

        CliRun run = CliRun.of(server, "import", "profiles", file.toString(), "missing.csv");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(server.requests()).isEmpty();
    }
}
