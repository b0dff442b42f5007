package io.muster.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.client.Reply;
import io.muster.client.Samples;
import io.muster.client.ScriptedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SegmentInsightTest {
    private static final String SEGMENTS = "/v1/projects/default/segments";
    private static final String EXPLANATION = """
            {"profile": "42", "segment": {"id": "s_1", "key": "loyal", "name": "Loyal"}, "definition_version": 2,
             "data_version": 1842, "as_of": "2026-03-02T06:00:00.000Z", "zone": "Europe/Stockholm", "verdict": false,
             "explanation": {"pointer": "", "kind": "all", "verdict": false,
              "flip": {"kind": "never", "at": null, "provided": true},
              "conditions": [
               {"pointer": "/all/0", "kind": "attribute", "verdict": false,
                "flip": {"kind": "never", "at": null, "provided": false},
                "condition": {"attribute": "country", "is": "SE"}, "saw": {"attributes": {"country": "NO"}}},
               {"pointer": "/all/1", "kind": "event", "verdict": true,
                "flip": {"kind": "at", "at": "2026-03-31T08:00:00.001Z", "provided": false},
                "condition": {"event": "buy"},
                "windows": [{"pointer": "/all/1/within", "from": "2026-02-01T00:00:00.000Z", "to": null}],
                "saw": {"events": [{"name": "buy", "total": 3, "matching": 1, "measured": 1, "sample":
                 [{"id": null, "time": "2026-03-01T08:00:00.000Z", "properties": {"total": 5}, "matches": true}]}]}},
               {"pointer": "/all/2", "kind": "segment", "verdict": true,
                "flip": {"kind": "never", "at": null, "provided": true}, "condition": {"segment": "vips"},
                "saw": {"segment": {"id": "s_2", "key": "vips", "name": "Vips"}, "explain": "/x"}}]}}""";

    private final ScriptedServer server = ScriptedServer.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void explainsAsATree() {
        server.on("GET " + SEGMENTS + "/loyal/explain/42", Reply.json(200, EXPLANATION));

        assertThat(CliRun.of(server, "segment", "explain", "loyal", "42", "--events")
                        .out())
                .isEqualTo("""
                42 does not satisfy loyal, version 2
                  data version 1,842, as of 2026-03-02T06:00:00Z in Europe/Stockholm
                ✘ all
                ├── ✘ {"attribute":"country","is":"SE"}
                │       has {country="NO"}
                ├── ✔ {"event":"buy"}  flips at 2026-03-31T08:00:00.001Z
                │       window from 2026-02-01T00:00:00Z to –
                │       1 of 3 buy match, measured 1
                │         ✔ 2026-03-01T08:00:00Z {total=5}
                └── ✔ {"segment":"vips"}
                        more with: muster segment explain vips 42
                """);
    }

    @Test
    void explainsADefinitionThatIsNotSaved() {
        server.on("POST " + SEGMENTS + "/explain", Reply.json(200, EXPLANATION));

        CliRun run = CliRun.of(server, "segment", "explain", "{\"tag\": \"vip\"}", "42", "--json");

        assertThat(server.lastRequest().json().get("definition").toString()).isEqualTo("{\"tag\":\"vip\"}");
        assertThat(server.lastRequest().json().get("profile").asString()).isEqualTo("42");
        assertThat(run.json().at("/explanation/conditions/1/saw/events/0/total").asInt())
                .isEqualTo(3);
    }

    @Test
    void explainsAsOfAnotherInstant() {
        server.on("GET " + SEGMENTS + "/loyal/explain/42", Reply.json(200, EXPLANATION));
        server.on("POST " + SEGMENTS + "/explain", Reply.json(200, EXPLANATION));

        CliRun.of(server, "segment", "explain", "loyal", "42", "--as-of", "2026-04-01T00:00:00Z");
        assertThat(server.lastRequest().query()).isEqualTo("as_of=2026-04-01T00:00:00Z");

        CliRun.of(server, "segment", "explain", "tagged 'vip'", "42", "--as-of", "2026-04-01T00:00:00Z");
        assertThat(server.lastRequest().json().get("as_of").asString()).isEqualTo("2026-04-01T00:00:00Z");
    }

    @Test
    void previewsWhatEachRuleCutsAndWhatWouldChange() {
        server.on("POST " + SEGMENTS + "/preview", Reply.json(200, """
                {"count": 2, "total": 5, "data_version": 2, "as_of": "2026-03-02T06:00:00.000Z", "windows": [],
                 "sample": [], "warnings": [], "took_ms": 3,
                 "cost": {"rows": 10, "estimated_ms": 2, "costliest": "/all/1", "conditions": []},
                 "conditions": [{"pointer": "", "count": 2, "without": null, "took_ms": 2},
                                {"pointer": "/all/0", "count": 3, "without": 1200, "took_ms": 1}],
                 "changes": {"against": {"segment": "s_1", "key": "loyal", "definition_version": 1, "data_version": 2,
                   "as_of": "2026-03-02T05:00:00.000Z", "size": 1}, "entered": {"count": 1, "sample": ["bo"]},
                   "exited": {"count": 0, "sample": []}}}"""));

        CliRun run = CliRun.of(server, "segment", "preview", "{\"all\":[]}", "--conditions", "--against", "loyal");

        assertThat(run.out()).contains("""
                  all of it: 2 (2 ms)
                  /all/0: 3, without it 1,200 in all (1 ms)
                  against loyal with 1 member as of 2026-03-02T05:00:00Z
                    1 would enter, such as bo
                    0 would leave
                """);
        assertThat(server.lastRequest().json().get("conditions").asBoolean()).isTrue();
        assertThat(server.lastRequest().json().get("against").asString()).isEqualTo("loyal");
    }

    @Test
    void forecastsTheCost() {
        server.on("POST " + SEGMENTS + "/preview", Reply.json(200, """
                {"total": 5, "data_version": 2, "as_of": "2026-03-02T06:00:00.000Z", "windows": [],
                 "cost": {"rows": 2000, "estimated_ms": 20, "costliest": "/all/1", "conditions":
                  [{"pointer": "/all/1", "rows": 2000, "estimated_ms": 20}]}}"""));

        assertThat(CliRun.of(server, "segment", "preview", "{\"all\":[]}", "--estimate")
                        .out())
                .isEqualTo("""
                about 20 ms for 2,000 rows, most of it for /all/1
                  /all/1: about 20 ms for 2,000 rows
                """);
    }

    @Test
    void watchesUntilFresh() {
        server.on("GET " + SEGMENTS + "/loyal", Reply.json(200, Samples.SEGMENT));

        assertThat(CliRun.of(server, "segment", "watch", "loyal", "--until-fresh")
                        .out())
                .startsWith("loyal-nordics: fresh, 1,284 members as of");
    }

    @Test
    void anUpdateKeepsWhatIsToHappenWhenStale() {
        String refusing =
                Samples.SEGMENT.replace("\"max_age\": \"PT36H\"", "\"max_age\": \"PT36H\", \"on_stale\": \"refuse\"");
        server.on("GET " + SEGMENTS + "/loyal", Reply.json(200, refusing));
        server.on("PUT " + SEGMENTS + "/loyal", Reply.json(200, refusing));

        CliRun.of(server, "segment", "update", "loyal", "--max-age", "PT1H");

        assertThat(server.lastRequest().json().get("on_stale").asString()).isEqualTo("refuse");
        assertThat(server.lastRequest().json().get("max_age").asString()).isEqualTo("PT1H");
    }
}
