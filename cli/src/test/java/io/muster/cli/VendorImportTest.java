package io.muster.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.muster.client.MusterJson;
import io.muster.client.Reply;
import io.muster.client.Samples;
import io.muster.client.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class VendorImportTest {
    private static final String EVENT = """
            {"eventName":"Purchase","eventUniqueId":"u1","eventTime":1434483600000,"properties":{"total":12.5,"sku":null}}""";

    private final ScriptedServer server = ScriptedServer.start()
            .on("POST /v1/projects/default/profiles/import", Reply.json(200, Samples.IMPORT_RESULT))
            .on("POST /v1/projects/default/events/import", Reply.json(200, Samples.IMPORT_RESULT));

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void anArtisanExportIsSentAsCsvSoThatTypesAreFoundFromWholeColumns() throws IOException {
        String file = file("export.json", """
                {"artisanUserIds":[
                 {"artisanId":"555652247d891c8b7a000002","visits":"12","note":"a \\"b\\", c\\nd","id":"x"},
                 {"artisanId":"15652247d891c8b7a000504","visits":"","city":" Å"},
                 {"visits":"3"}]}""");

        CliRun run = CliRun.of(server, "import", "profiles", file, "--from", "artisan", "--types", "visits=number");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(server.lastRequest().header("Content-Type")).contains("text/csv");
        assertThat(server.lastRequest().query()).isEqualTo("map=artisanId=id&types=visits=number");
        assertThat(server.lastRequest().text()).isEqualTo("""
                artisanId,visits,note,artisan.id,city
                555652247d891c8b7a000002,12,"a ""b"", c
                d",x,
                15652247d891c8b7a000504,,,," Å"
                ,3,,,
                """);
        assertThat(run.out()).startsWith("export.json: 3 accepted, 1 rejected");
    }

    @Test
    void rejectedRowsAreShownAsTheyWereSent() throws IOException {
        String file = file("export.json", "{\"artisanUserIds\":[{\"visits\":\"3\"}]}");
        Path rejected = directory.resolve("rejected.ndjson");

        CliRun.of(server, "import", "profiles", file, "--from", "artisan", "--rejected", rejected.toString());

        assertThat(MusterJson.mapper()
                        .readTree(Files.readAllLines(rejected).getFirst())
                        .path("row")
                        .asString())
                .isEqualTo(",3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"apiKey\":\"k\",\"events\":[EVENT,EVENT2]}",
                "{\"events\":[EVENT],\"x\":{\"events\":[1]}}\n{\"apiKey\":[],\"events\":[EVENT2]}\n",
                "[EVENT,EVENT2]"
            })
    void eventBatchesAreSentAsEvents(String form) throws IOException {
        String second = EVENT.replace("1434483600000", "\"1434483600001\"").replace("u1", "7");
        String batch = form.replace("EVENT2", second).replace("EVENT", EVENT);
        Path file = directory.resolve("batch.json.zst");
        Files.write(file, Zstd.compress(batch.getBytes(UTF_8)));

        CliRun run = CliRun.of(server, "import", "events", file.toString(), "--from", "indicative");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(server.lastRequest().header("Content-Type")).contains("application/x-ndjson");
        List<JsonNode> rows = server.lastRequest()
                .text()
                .lines()
                .map(MusterJson.mapper()::readTree)
                .toList();
        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst().get("id").asString())
                .hasSize(32)
                .isNotEqualTo(rows.getLast().get("id").asString());
        assertThat(rows.getFirst().toString()).endsWith("""
                "profile":"u1","name":"Purchase","time":"2015-06-16T19:40:00Z","properties":{"total":12.5,"sku":null}}""");
        assertThat(rows.getLast().path("time").asString()).isEqualTo("2015-06-16T19:40:00.001Z");
    }

    @Test
    void anEventThatLacksSomethingIsLeftForTheServerToRefuse() throws IOException {
        String file = file("batch.json", "{\"events\":[{\"eventName\":{},\"eventTime\":\"soon\"},5]}");

        CliRun.of(server, "import", "events", file, "--from", "indicative");

        assertThat(server.lastRequest().text().lines().map(line -> line.replaceFirst("\"id\":\"[0-9a-f]{32}\",?", "")))
                .containsExactly("{\"time\":\"soon\"}", "{}");
    }

    @Test
    void aReportIsSentAsItIsAndItsColumnsAreNamed() throws IOException {
        String report =
                "\uFEFFexport_key;\"com.apsis1.attributes.email\";com.apsis1.attributes.firstname;Score\nk1;a@b.c;Ann;7\n";
        String file = file("report.csv", report);

        CliRun run = CliRun.of(
                server, "import", "profiles", file, "--from", "apsis", "--delimiter", ";", "--map", "Score=score");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(server.lastRequest().text()).isEqualTo(report);
        assertThat(server.lastRequest().query().split("&"))
                .containsExactlyInAnyOrder(
                        "map=export_key=id",
                        "map=com.apsis1.attributes.email=identity:email",
                        "map=com.apsis1.attributes.firstname=first_name",
                        "map=Score=score",
                        "delimiter=;");
    }

    @Test
    void anotherColumnCanBeTheId() throws IOException {
        String file = file("report.csv", "export_key,crm\nk1,c1\n");

        CliRun.of(server, "import", "profiles", file, "--from", "apsis", "--map", "crm=id");

        assertThat(server.lastRequest().query()).isEqualTo("map=crm=id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            profiles | artisan    | {"users":[]}             | artisanUserIds
            profiles | artisan    | {"artisanUserIds":[{"a"  | line 1
            profiles | artisan    | [                        | not JSON
            events   | indicative | {}                       | events
            events   | indicative | {"events":[{},{"a":]}    | line 1
            profiles | apsis      | id,name                  | export_key
            events   | artisan    | {}                       | profiles
            profiles | indicative | {}                       | events
            """)
    void aFileThatIsSomethingElseIsRefused(String kind, String vendor, String content, String said) throws IOException {
        CliRun run = CliRun.of(server, "import", kind, file("a.file", content), "--from", vendor);

        assertThat(run.exitCode()).isNotZero();
        assertThat(run.err()).contains(said);
    }

    @Test
    void aLargeFileIsMadeWhileItIsSent() throws IOException {
        Path file = directory.resolve("large.json");
        String profile = "{\"artisanId\":\"%d\",\"text\":\"" + "x".repeat(1000) + "\"}";
        try (var out = Files.newBufferedWriter(file)) {
            out.write("{\"artisanUserIds\":[");
            for (int i = 0; i < 20_000; i++) {
                out.write((i == 0 ? "" : ",") + profile.formatted(i));
            }
            out.write("]}");
        }

        CliRun run = CliRun.of(server, "import", "profiles", file.toString(), "--from", "artisan");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(server.lastRequest().text().lines()).hasSize(20_001);
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content).toString();
    }
}
