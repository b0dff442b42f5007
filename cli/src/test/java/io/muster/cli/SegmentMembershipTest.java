package io.muster.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.client.Reply;
import io.muster.client.Samples;
import io.muster.client.ScriptedServer;
import io.muster.client.SeenRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentMembershipTest {
    private static final String STAFF = "/v1/projects/default/segments/staff";

    private final ScriptedServer server = ScriptedServer.start();

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void followsChangesToTheirEnd() {
        server.on("GET " + STAFF + "/changes", Reply.json(200, """
                        {"items": [{"profile": "7", "change": "entered", "time": "2026-03-02T06:00:00.000Z",
                         "data_version": 4, "definition_version": 1}], "next_cursor": "c1", "resume": "c1"}"""), Reply.json(200, """
                        {"items": [{"profile": "8", "change": "exited", "time": "2026-03-03T06:00:00.000Z",
                         "data_version": 5, "definition_version": 1}], "next_cursor": null, "resume": "c2"}"""));

        CliRun run = CliRun.of(server, "segment", "changes", "staff", "--since", "3");

        assertThat(run.out()).isEqualTo("""
                2026-03-02T06:00:00Z  entered  7
                2026-03-03T06:00:00Z  exited   8
                """);
        assertThat(run.err()).isEqualTo("go on with --after c2\n");
        assertThat(server.lastRequest().query()).contains("cursor=c1");
    }

    @Test
    void changesAsJsonAreOneDocument() {
        server.on("GET " + STAFF + "/changes", Reply.json(200, """
                {"items": [{"profile": "7", "change": "entered", "time": "2026-03-02T06:00:00.000Z",
                 "data_version": 4, "definition_version": 1}], "next_cursor": null, "resume": "c1"}"""));

        CliRun run = CliRun.of(server, "segment", "changes", "staff", "--after", "c0", "--json");

        assertThat(run.json().at("/items/0/change").asString()).isEqualTo("entered");
        assertThat(run.json().at("/resume").asString()).isEqualTo("c1");
    }

    @Test
    void listsTheHistory() {
        server.on("GET " + STAFF + "/history", Reply.json(200, Samples.page("", """
                {"time": "2026-03-02T06:00:00.000Z", "size": 1284, "entered": 31, "exited": 12,
                 "data_version": 1842, "definition_version": 2}""")));

        assertThat(CliRun.of(server, "segment", "history", "staff", "--limit", "5")
                        .out())
                .isEqualTo("""
                SINCE                  SIZE  ENTERED  EXITED  DATA VERSION  VERSION
                2026-03-02T06:00:00Z  1,284       31      12         1,842        2
                """);
    }

    @Test
    void listsMembersOfThePast() {
        server.on("GET " + STAFF + "/members", Reply.json(200, Samples.page("", "{\"id\": \"7\"}")));

        CliRun run = CliRun.of(server, "segment", "members", "staff", "--as-of", "2026-03-01T00:00:00Z");

        assertThat(run.out()).isEqualTo("7\n");
        assertThat(server.lastRequest().query()).contains("as_of=2026-03-01T00");
    }

    @Test
    void uploadsAFileAndKeepsTheReasons() throws IOException {
        server.on("POST " + STAFF + "/members", Reply.json(200, Samples.MEMBERS_CHANGED));
        server.on(
                "GET /v1/projects/p/segments/staff/uploads/u_1/reasons",
                Reply.bytes(200, "application/x-ndjson", "{\"line\":4}\n".getBytes(UTF_8)));
        Path file = Files.writeString(directory.resolve("ids.csv"), "id\n7\n8\n10O\n");
        Path rejected = directory.resolve("rejected.ndjson");

        CliRun run = CliRun.of(
                server,
                "segment",
                "upload",
                "staff",
                file.toString(),
                "--unknown",
                "skip",
                "--id-column",
                "id",
                "--rejected",
                rejected.toString());

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith("staff has 3 members: 2 added, 1 removed, by 4 rows at data version 1,843\n")
                .contains("  rejected: 1 row, see " + rejected)
                .contains("    line 4: No profile has the key.");
        assertThat(rejected).hasContent("{\"line\":4}");
    }

    @Test
    void removesAndReplacesByFiles() throws IOException {
        server.on("DELETE " + STAFF + "/members", Reply.json(200, Samples.MEMBERS_CHANGED));
        server.on("PUT " + STAFF + "/members", Reply.json(200, Samples.MEMBERS_CHANGED));
        Path file = Files.writeString(directory.resolve("ids.ndjson"), "\"7\"\n");

        CliRun.of(server, "segment", "upload", "staff", file.toString(), "--remove", "--keyspace", "email");
        SeenRequest removed = server.lastRequest();
        CliRun dry = CliRun.of(server, "segment", "upload", "staff", file.toString(), "--replace", "--dry-run");

        assertThat(removed.methodAndPath()).isEqualTo("DELETE " + STAFF + "/members");
        assertThat(removed.query()).contains("keyspace=email");
        assertThat(removed.header("Content-Type")).contains("application/x-ndjson");
        assertThat(server.lastRequest().query()).contains("dry_run=true");
        assertThat(dry.out()).startsWith("staff would have 3 members");
        assertThat(CliRun.of(server, "segment", "upload", "staff", file.toString(), "--replace", "--remove")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void showsHowSegmentsOverlap() {
        server.on("POST /v1/projects/default/segments/overlap", Reply.json(200, """
                {"segments": [
                  {"id": "s1", "key": "a", "name": "A", "size": 5, "definition_version": 1, "data_version": 2,
                   "as_of": "2026-03-02T06:00:00.000Z"},
                  {"id": "s2", "key": "b", "name": "B", "size": 4, "definition_version": 1, "data_version": 2,
                   "as_of": "2026-03-02T06:00:00.000Z",
                   "freshness": {"stale": true, "fresh_until": null, "reason": "It has not been computed yet."}}],
                 "data_version": 2, "size": 9,
                 "regions": [{"in": ["a"], "not_in": ["b"], "count": 5, "definition": {"all": []}},
                             {"in": ["b"], "not_in": ["a"], "count": 4, "definition": {"all": []}},
                             {"in": ["a", "b"], "not_in": [], "count": 0, "definition": {"all": []}}]}"""));

        assertThat(CliRun.of(server, "segment", "overlap", "a", "b").out()).isEqualTo("""
                SEGMENT  SIZE  DATA VERSION  AS OF
                a           5             2  2026-03-02T06:00:00Z
                b           4             2  2026-03-02T06:00:00Z

                COUNT  IN EXACTLY
                    5  a
                    4  b
                    9  any of them
                b is stale: It has not been computed yet.
                a region as a file: muster export "in segment 'a' and not in segment 'b'" -o region.csv
                """);
    }

    @Test
    void showsWhatDiffersBetweenVersions() {
        server.on("GET " + STAFF + "/versions/diff", Reply.json(200, """
                {"from": 1, "to": 2, "fields": [{"field": "refresh", "from": "daily", "to": "PT6H"}],
                 "definition": [{"change": "added", "from_pointer": null, "to_pointer": "/all/1", "from": null,
                                 "to": {"tag": "vip"}}]}"""));

        assertThat(CliRun.of(server, "segment", "diff", "staff", "1", "2").out())
                .isEqualTo("""
                staff: version 1 → 2
                  refresh: daily → PT6H
                  definition/all/1 added
                    + {"tag":"vip"}
                """);
        assertThat(CliRun.of(server, "segment", "diff", "staff", "1").exitCode())
                .isEqualTo(2);
    }

    @Test
    void restoresFreezesAndShowsDependencies() {
        server.on("POST " + STAFF + "/versions/1/restore", Reply.json(200, Samples.STATIC_SEGMENT));
        server.on("POST " + STAFF + "/freeze", Reply.json(201, Samples.STATIC_SEGMENT));
        server.on("GET " + STAFF + "/dependencies", Reply.json(200, """
                {"uses": [], "used_by": [{"id": "s", "key": "others", "name": "Others", "distance": 1}]}"""));

        assertThat(CliRun.of(server, "segment", "restore", "staff", "1").exitCode())
                .isZero();
        assertThat(CliRun.of(server, "segment", "freeze", "staff", "-n", "Then", "--as-of", "2026-03-01T00:00:00Z")
                        .exitCode())
                .isZero();
        assertThat(server.lastRequest().json().at("/as_of").asString()).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(CliRun.of(server, "segment", "dependencies", "staff").out()).isEqualTo("""
                staff is defined by no other segment
                staff is part of:
                  others  Others
                """);
    }
}
