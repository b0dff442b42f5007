package io.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.client.MusterJson;
import io.muster.client.Reply;
import io.muster.client.Samples;
import io.muster.client.ScriptedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentCommandsTest {
    private static final String SEGMENTS = "/v1/projects/default/segments";
    private static final String LOYAL = SEGMENTS + "/loyal-nordics";

    private final ScriptedServer server = ScriptedServer.start();

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void listsInATable() {
        server.on("GET " + SEGMENTS, Reply.json(200, Samples.page("", Samples.SEGMENT, Samples.STATIC_SEGMENT)));

        assertThat(CliRun.of(server, "segment", "list").out()).isEqualTo("""
                KEY            NAME           TYPE     STATE   SIZE  DATA VERSION  LAST RUN              REFRESH
                loyal-nordics  Loyal Nordics  dynamic  fresh  1,284         1,842  2026-03-02T06:00:00Z  daily
                staff          Staff          static   fresh      2             7  –                     manual
                """);
        assertThat(CliRun.of(server, "segments", "list", "--json")
                        .json()
                        .at("/1/key")
                        .asString())
                .isEqualTo("staff");
    }

    @Test
    void showsOne() {
        server.on("GET " + LOYAL, Reply.json(200, Samples.SEGMENT));

        String out = CliRun.of(server, "segment", "show", "loyal-nordics").out();

        assertThat(out)
                .startsWith("Loyal Nordics (loyal-nordics)\n")
                .contains("  size         1,284 at data version 1,842")
                .endsWith("""
                  definition
                    country in ('SE', 'NO')
                    and did 'Order Completed' at least 3 times in last 90 days
                """);
    }

    @Test
    void showsItsVersions() {
        server.on("GET " + LOYAL + "/versions", Reply.json(200, Samples.page("", """
                {"version": 2, "name": "Loyal", "description": null, "category": null, "definition": {"tag": "vip"},
                 "definition_text": "tagged 'vip'\\nor (\\n  known\\n)",
                 "refresh": "daily", "zone": null, "max_age": null, "created_at": "2026-02-24T08:17:02.655Z"}""")));

        assertThat(CliRun.of(server, "segment", "versions", "loyal-nordics").out())
                .contains("2  2026-02-24T08:17:02Z  Loyal  daily    tagged 'vip' or ( known )");
    }

    @Test
    void createsFromAFile() throws IOException {
        server.on("POST " + SEGMENTS, Reply.json(201, Samples.SEGMENT));
        Path file = Files.writeString(directory.resolve("loyal.json"), Samples.DEFINITION);

        CliRun run = CliRun.of(
                server,
                "segment",
                "create",
                "--name",
                "Loyal Nordics",
                "@" + file,
                "--key",
                "loyal-nordics",
                "--refresh",
                "0 6 * * 1",
                "--max-age",
                "PT36H");

        assertThat(run.exitCode()).isZero();
        assertThat(server.lastRequest().json())
                .isEqualTo(MusterJson.mapper().readTree("""
                {"name": "Loyal Nordics", "type": "dynamic", "definition": %s, "key": "loyal-nordics",
                 "refresh": "0 6 * * 1", "max_age": "PT36H"}""".formatted(Samples.DEFINITION)));
    }

    @Test
    void createsAStaticOneFromIds() {
        server.on("POST " + SEGMENTS, Reply.json(201, Samples.STATIC_SEGMENT));

        CliRun run =
                CliRun.withInput(server, "7\n8\r\n10O, 11\n", "segment", "create", "-n", "Staff", "--profiles", "-");

        assertThat(server.lastRequest().json().path("profiles"))
                .isEqualTo(MusterJson.mapper().readTree("[\"7\", \"8\", \"10O\", \"11\"]"));
        assertThat(run.out()).contains("no profiles have these ids: 10O");
    }

    @Test
    void updatesAPart() {
        server.on("GET " + LOYAL, Reply.json(200, Samples.SEGMENT));
        server.on("PUT " + LOYAL, Reply.json(200, Samples.SEGMENT));

        CliRun run = CliRun.withInput(
                server, "{\"tag\": \"vip\"}", "segment", "update", "loyal-nordics", "-", "--zone", "UTC");

        assertThat(run.exitCode()).isZero();
        assertThat(server.lastRequest().json()).isEqualTo(MusterJson.mapper().readTree("""
                {"name": "Loyal Nordics", "description": "Three or more.", "category": "Loyalty",
                 "definition": {"tag": "vip"}, "refresh": "daily", "zone": "UTC", "max_age": "PT36H"}"""));
    }

    @Test
    void deletes() {
        server.on("DELETE " + LOYAL, Reply.empty(204));

        assertThat(CliRun.of(server, "segment", "delete", "loyal-nordics").out())
                .isEqualToIgnoringNewLines("Segment loyal-nordics is deleted.");
    }

    @Test
    void countPrintsABareNumber() {
        server.on("POST " + SEGMENTS + "/preview", Reply.json(200, Samples.PREVIEW));

        assertThat(CliRun.of(server, "segment", "count", "loyal-nordics").out()).isEqualTo("1284\n");
        assertThat(server.lastRequest().json()).isEqualTo(MusterJson.mapper().readTree("""
                {"definition": {"segment": "loyal-nordics"}, "sample": 0}"""));
    }

    @Test
    void aDefinitionCanBeGivenInTheTextNotation() {
        server.on("POST " + SEGMENTS + "/preview", Reply.json(200, Samples.PREVIEW));

        CliRun.of(server, "segment", "count", "--definition", "country = 'SE'");

        assertThat(server.lastRequest().json().path("definition").asString()).isEqualTo("country = 'SE'");
    }

    @Test
    void previewShowsWhatTheCountIsTrueOf() {
        server.on("POST " + SEGMENTS + "/preview", Reply.json(200, Samples.PREVIEW));

        String out = CliRun.of(server, "segment", "preview", "{\"tag\": \"vip\"}", "--sample", "2")
                .out();

        assertThat(out).isEqualTo("""
                1,284 of 48,210 profiles (2.7 %)
                  data version 1,842, as of 2026-03-02T06:00:00Z, in 31 ms
                  window /all/1/within from 2025-12-02T06:00:00Z to –
                  warning /all/0: No profile has ever had it.
                  such as 42, 1077
                """);
        assertThat(server.lastRequest().json().path("sample").asInt()).isEqualTo(2);
    }

    @Test
    void whatIsNoNameIsADefinition() {
        server.on("POST " + SEGMENTS + "/preview", Reply.json(200, Samples.PREVIEW));

        CliRun.of(server, "segment", "count", "country is 'SE'");
        assertThat(server.lastRequest().json().path("definition").asString()).isEqualTo("country is 'SE'");

        CliRun.withInput(server, "known\nand tagged 'vip'\n", "segment", "count", "-");
        assertThat(server.lastRequest().json().path("definition").asString()).isEqualTo("known\nand tagged 'vip'");

        CliRun.of(server, "segment", "count", "--definition", "known");
        assertThat(server.lastRequest().json().path("definition").asString()).isEqualTo("known");

        CliRun.of(server, "segment", "count", "known");
        assertThat(server.lastRequest().json().at("/definition/segment").asString())
                .isEqualTo("known");
    }

    @Test
    void formatsADefinition() {
        server.on("POST " + SEGMENTS + "/format", Reply.json(200, """
                {"definition": {"tag": "vip"}, "definition_text": "tagged 'vip'"}"""));

        assertThat(CliRun.of(server, "segment", "format", "Tagged  'vip'").out())
                .isEqualTo("tagged 'vip'\n");
        assertThat(server.lastRequest().json()).hasToString("{\"definition\":\"Tagged  'vip'\"}");
        assertThat(CliRun.of(server, "segment", "format", "{\"tag\": \"vip\"}", "--to", "json")
                        .json())
                .hasToString("{\"tag\":\"vip\"}");
    }

    @Test
    void formatsASegmentsDefinition() {
        server.on("GET " + LOYAL, Reply.json(200, Samples.SEGMENT));
        server.on("GET " + SEGMENTS + "/staff", Reply.json(200, Samples.STATIC_SEGMENT));

        assertThat(CliRun.of(server, "segment", "format", "loyal-nordics").out())
                .isEqualTo("""
                country in ('SE', 'NO')
                and did 'Order Completed' at least 3 times in last 90 days
                """);
        CliRun refused = CliRun.of(server, "segment", "format", "staff");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("Segment staff is static");
    }

    @Test
    void refreshWaitsForTheJob() {
        server.on("POST " + LOYAL + "/refresh", Reply.json(202, Samples.job("queued", 0, "null")));
        server.on("GET /v1/projects/default/jobs/j_1", Reply.json(200, Samples.job("succeeded", 1, "null")));
        server.on("GET " + LOYAL, Reply.json(200, Samples.SEGMENT));

        assertThat(CliRun.of(server, "segment", "refresh", "loyal-nordics").out())
                .isEqualTo("loyal-nordics: 1,284 members at data version 1,842\n");
        assertThat(CliRun.of(server, "segment", "refresh", "loyal-nordics", "--no-wait")
                        .out())
                .isEqualTo("Job j_1 is queued.\n");
    }

    @Test
    void refreshesAllAtOnce() {
        server.on("POST /v1/projects/default/segments/refresh", Reply.json(202, Samples.job("queued", 0, "null")));
        server.on("GET /v1/projects/default/jobs/j_1", Reply.json(200, Samples.job("succeeded", 7, "null")));

        assertThat(CliRun.of(server, "segment", "refresh", "--all").out()).isEqualTo("Job j_1 has succeeded.\n");
        assertThat(CliRun.of(server, "segment", "refresh", "--all", "loyal-nordics")
                        .exitCode())
                .isEqualTo(2);
        assertThat(CliRun.of(server, "segment", "refresh").exitCode()).isEqualTo(2);
    }

    @Test
    void refreshFailsWithTheJob() {
        server.on("POST " + LOYAL + "/refresh", Reply.json(202, Samples.job("queued", 0, "null")));
        server.on("GET /v1/projects/default/jobs/j_1", Reply.json(200, Samples.job("failed", 0, """
                {"code": "unknown_segment", "detail": "There is no segment 'staff'."}""")));

        CliRun run = CliRun.of(server, "segment", "refresh", "loyal-nordics");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("There is no segment 'staff'.");
    }

    @Test
    void printsMembersLineByLine() {
        server.on(
                "GET " + LOYAL + "/members",
                Reply.json(200, Samples.page("", "{\"id\": \"42\"}", "{\"id\": \"43\"}", "{\"id\": \"44\"}")));

        assertThat(CliRun.of(server, "segment", "members", "loyal-nordics", "--limit", "2")
                        .out())
                .isEqualTo("42\n43\n");
        assertThat(CliRun.of(server, "segment", "members", "loyal-nordics", "--json")
                        .json())
                .hasToString("[\"42\",\"43\",\"44\"]");
    }

    @Test
    void tellsWhetherAProfileIsIn() {
        server.on("GET " + LOYAL + "/members/42", Reply.json(200, """
                {"member": false, "profile": "42", "segment": "s", "data_version": 1, "definition_version": 1,
                 "as_of": "2026-03-02T06:00:00.000Z"}"""));

        assertThat(CliRun.of(server, "segment", "members", "loyal-nordics", "--profile", "42")
                        .out())
                .isEqualTo("no\n");
    }

    @Test
    void replacesMembers() {
        server.on(
                "PUT " + SEGMENTS + "/staff/members",
                Reply.json(200, "{\"size\": 1, \"unknown\": [\"9\"], \"data_version\": 4}"));

        assertThat(CliRun.of(server, "segment", "members", "staff", "--replace", "7,9")
                        .out())
                .isEqualTo("""
                staff: 1 member at data version 4
                  left out, because no profiles have these ids: 9
                """);
    }
}
