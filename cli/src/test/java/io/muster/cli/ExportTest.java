package io.muster.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.client.MusterJson;
import io.muster.client.RangedFile;
import io.muster.client.Reply;
import io.muster.client.Samples;
import io.muster.client.ScriptedServer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ExportTest {
    private static final String EXPORT = "/v1/projects/default/exports/e_1";
    private static final String CSV = "id,name\n42,\"Astrid\n\"\"A\"\" Lind\"\n43,Mikkel\n";

    private final ScriptedServer server = ScriptedServer.start();

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        server.close();
    }

    private void serve(String sha256, long rows) {
        server.on("POST /v1/projects/default/exports", Reply.json(202, Samples.export("queued", 0, "null", "null")))
                .on("GET " + EXPORT, Reply.json(200, Samples.export("succeeded", rows, "" + rows, "null")))
                .on("GET " + EXPORT + "/manifest", Reply.json(200, Samples.manifest(CSV.length(), sha256, rows)))
                .on("GET " + EXPORT + "/file", new RangedFile(CSV.getBytes(UTF_8), "\"t\""));
    }

    @Test
    void asksWaitsDownloadsAndChecks() {
        serve(sha256(), 2);
        Path file = directory.resolve("loyal.csv");

        CliRun run = CliRun.of(
                server,
                "export",
                "loyal-nordics",
                "-o",
                file.toString(),
                "--columns",
                "id,attribute:age=years,tag:vip");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(file).hasContent(CSV);
        assertThat(run.out())
                .contains("loyal.csv: 2 rows, 41 bytes")
                .contains("sha256        " + sha256() + " (checked)")
                .contains("2 expected, 2 written, 2 distinct, 2 counted in the file");
        assertThat(server.requests().get(0).json())
                .isEqualTo(MusterJson.mapper().readTree("""
                {"segment": "loyal-nordics", "columns": ["id", {"attribute": "age", "as": "years"}, "tag:vip"],
                 "format": "csv", "compression": "none"}"""));
    }

    @Test
    void asksForMembersAsOfAnInstantAndForFreshOnes() {
        serve(sha256(), 2);

        CliRun.of(
                server,
                "export",
                "loyal-nordics",
                "-o",
                directory.resolve("loyal.csv").toString(),
                "--as-of",
                "2026-03-01T00:00:00Z",
                "--on-stale",
                "refuse");

        JsonNode asked = server.requests().get(0).json();
        assertThat(asked.at("/as_of").asString()).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(asked.at("/on_stale").asString()).isEqualTo("refuse");
    }

    @Test
    void asksForEverythingElseThatThereIs() {
        serve(sha256(), 2);
        String file = directory.resolve("loyal.csv").toString();
        String choices = "--since e_0 --delimiter ; --quote ' --null NULL --crlf --bom --no-header --retention P7D"
                + " --priority low --callback https://example.com/done";

        CliRun.of(
                server,
                Stream.concat(Stream.of("export", "loyal-nordics", "-o", file), Stream.of(choices.split(" ")))
                        .toArray(String[]::new));

        assertThat(server.requests().get(0).json())
                .isEqualTo(MusterJson.mapper().readTree("""
                {"segment": "loyal-nordics", "format": "csv", "compression": "none",
                 "csv": {"delimiter": ";", "quote": "'", "null": "NULL", "line_end": "crlf", "byte_order_mark": true,
                         "header": false},
                 "since_export": "e_0", "retention": "PT168H", "priority": "low",
                 "callback_url": "https://example.com/done"}"""));
    }

    @Test
    void downloadsEveryPartIntoADirectory() {
        serveParts();

        CliRun run =
                CliRun.of(server, "export", "loyal-nordics", "-o", directory.toString(), "--part-rows", "2", "--raw");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(directory.resolve("a.part-0001.csv")).hasContent(CSV);
        assertThat(directory.resolve("a.part-0002.csv")).hasContent(CSV);
        assertThat(server.requests().get(0).json().get("part_rows").asInt()).isEqualTo(2);
        assertThat(server.requests().get(0).json().get("raw").asBoolean()).isTrue();
    }

    @Test
    void downloadsEveryPartOfAnExportThatThereIs() {
        serveParts();

        CliRun run = CliRun.of(server, "export", "--export", "e_1", "-o", directory.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(directory.resolve("a.part-0001.csv")).hasContent(CSV);
        assertThat(directory.resolve("a.part-0002.csv")).hasContent(CSV);
    }

    @Test
    void partsDoNotFitIntoOneFile() {
        serveParts();

        CliRun run = CliRun.of(
                server,
                "export",
                "--export",
                "e_1",
                "-o",
                directory.resolve("all.csv").toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("e_1 has 2 files; they need a directory.");
    }

    private void serveParts() {
        serve(sha256(), 4);
        server.on(
                        "GET " + EXPORT + "/manifest",
                        Reply.json(
                                200,
                                Samples.manifest(CSV.length(), sha256(), 4)
                                        .replaceFirst("\"files\": \\[.*?\\]", "\"files\": " + twoFiles())))
                .on("GET " + EXPORT + "/files/1", new RangedFile(CSV.getBytes(UTF_8), "\"t\""))
                .on("GET " + EXPORT + "/files/2", new RangedFile(CSV.getBytes(UTF_8), "\"t\""));
    }

    private CliRun exportLoyal() {
        return CliRun.of(
                server,
                "export",
                "loyal-nordics",
                "-o",
                directory.resolve("loyal.csv").toString());
    }

    /** The second part's name tries to leave the directory. */
    private static String twoFiles() {
        return """
                [{"name": "a.part-0001.csv", "bytes": %1$d, "sha256": "%2$s", "rows": 2},
                 {"name": "../a.part-0002.csv", "bytes": %1$d, "sha256": "%2$s", "rows": 2}]""".formatted(CSV.length(), sha256());
    }

    @Test
    void theNameOfTheFileSaysItsFormat() {
        serve(sha256(), 2);

        CliRun.of(
                server,
                "export",
                "{\"tag\": \"vip\"}",
                "-o",
                directory.resolve("a.NDJSON.gz").toString());
        assertThat(server.requests().get(0).json())
                .isEqualTo(MusterJson.mapper().readTree("""
                {"definition": {"tag": "vip"}, "format": "ndjson", "compression": "gzip"}"""));

        CliRun.of(server, "export", "x", "-o", directory.resolve("a.parquet").toString(), "--format", "XLSX");
        assertThat(server.requests().stream()
                        .filter(each -> each.methodAndPath().startsWith("POST"))
                        .reduce((one, next) -> next)
                        .orElseThrow()
                        .json())
                .isEqualTo(MusterJson.mapper().readTree("""
                        {"segment": "x", "format": "xlsx", "compression": "none"}"""));
    }

    @Test
    void hasTheServerDeliverAndSaysWhereTheFileIs() {
        serve(sha256(), 2);
        server.on("GET " + EXPORT, Reply.json(200, delivered("\"state\": \"delivered\", \"error\": null")));

        CliRun run = CliRun.of(server, "export", "loyal-nordics", "--destination", "lake");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("delivered to s3://acme/e_1.csv, 41 bytes (checksum)");
        assertThat(server.requests().get(0).json().get("destination").asString())
                .isEqualTo("lake");
    }

    @Test
    void failsWhenTheDeliveryDoes() {
        serve(sha256(), 2);
        String failed = "\"state\": \"failed\", \"error\": {\"code\": \"destination_refused\", \"detail\": \"403\"}";
        server.on("GET " + EXPORT, Reply.json(200, delivered(failed)));

        CliRun run = CliRun.of(server, "export", "loyal-nordics", "--destination", "lake");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("delivery ed_1 to lake failed: 403");
    }

    private static String delivered(String end) {
        String delivery = """
                {"id": "ed_1", "destination": "lake", "location": "s3://acme/e_1.csv", "attempts": 1, %s,
                 "files": [{"name": "a.csv", "location": "s3://acme/e_1.csv", "bytes": 41, "sha256": "0",
                            "proof": "checksum"}]}""".formatted(end);
        return Samples.export("succeeded", 2, "2", "null")
                .replace("\"error\": null", "\"error\": null, \"deliveries\": [" + delivery + "]");
    }

    @Test
    void downloadsAnExportThatThereIs() {
        serve(sha256(), 2);
        Path file = directory.resolve("loyal.csv");

        CliRun run = CliRun.of(server, "export", "--export", "e_1", "-o", file.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(file).hasContent(CSV);
        assertThat(server.requests()).noneMatch(each -> each.methodAndPath().startsWith("POST"));
    }

    @Test
    void saysHowToGoOnWithADownloadThatOnlyBreaks() {
        serve(sha256(), 2);
        server.on(
                "GET " + EXPORT + "/file", Reply.breakingOff(CSV.getBytes(UTF_8), 10, "ETag", "\"t\""), Reply.hangUp());

        CliRun run = exportLoyal();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("go on with: muster export --export e_1 -o ");
    }

    @Test
    void needsSomewhereToPutTheFile() {
        CliRun run = CliRun.of(server, "export", "loyal-nordics");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("Give --output, --destination, or both.");
    }

    @Test
    void failsWhenTheChecksumIsAnother() {
        serve("0".repeat(64), 2);
        Path file = directory.resolve("loyal.csv");

        CliRun run = CliRun.of(server, "export", "loyal-nordics", "-o", file.toString());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("muster: ").contains("SHA-256");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void failsWhenTheNumberOfRowsIsAnother() {
        serve(sha256(), 3);

        CliRun run = exportLoyal();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("it has 2 rows; 3 were written.");
    }

    @Test
    void keepsNothingWhereTheManifestContradictsItself() {
        serve(sha256(), 2);
        String manifest = Samples.manifest(CSV.length(), sha256(), 2);
        server.on(
                "GET " + EXPORT + "/manifest", Reply.json(200, manifest.replace("\"distinct\": 2", "\"distinct\": 1")));

        CliRun run = exportLoyal();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("2 rows expected, 2 written, 1 distinct, 2 in its files");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void readsTheFileWhileItIsMade() {
        serve(sha256(), 2);
        server.on(
                "GET " + EXPORT,
                Reply.json(200, Samples.export("running", 1, "2", "null")),
                Reply.json(200, Samples.export("succeeded", 2, "2", "null")));

        CliRun run = exportLoyal();

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(directory.resolve("loyal.csv")).hasContent(CSV);
        assertThat(server.requests())
                .anyMatch(each ->
                        each.methodAndPath().endsWith("/file") && each.query().startsWith("wait="));
    }

    @Test
    void failsWhenTheExportDoes() {
        serve(sha256(), 2);
        server.on("GET " + EXPORT, Reply.json(200, Samples.export("failed", 0, "null", """
                {"code": "storage_full", "detail": "No room left."}""")));

        CliRun run = exportLoyal();

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).isEqualToIgnoringNewLines("muster: Export e_1 failed: No room left.");
    }

    @Test
    void printsJson() {
        serve(sha256(), 2);

        CliRun run = CliRun.of(
                server,
                "export",
                "loyal-nordics",
                "-o",
                directory.resolve("loyal.csv").toString(),
                "--json");

        assertThat(run.json().path("verified").asBoolean()).isTrue();
        assertThat(run.json().at("/manifest/files/0/sha256").asString()).isEqualTo(sha256());
    }

    private static String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(CSV.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
