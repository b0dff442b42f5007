package io.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@OnEachDatabase
class ProjectsTest {
    private final ApiClient owner;

    ProjectsTest(Database database) {
        this.owner = TestServer.on(database).owner();
    }

    @Test
    void theFirstStartMakesTheProjectDefault() {
        Answer answer = owner.get("/v1/projects/default");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/zone")).isEqualTo("UTC");
        assertThat(answer.at("/week_start")).isEqualTo("monday");
        assertThat(answer.json().get("data_version").asLong()).isZero();
    }

    @Test
    void aNewProjectIsFoundByKeyAndById() {
        String key = key();
        Answer made = owner.post("/v1/projects", """
                {"key": "%s", "name": "Online shop", "zone": "Europe/Stockholm", "week_start": "sunday",
                 "export_retention": "P7D"}""".formatted(key));

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo("/v1/projects/" + key);
        assertThat(owner.get(made.header("Location")).json()).isEqualTo(made.json());
        assertThat(owner.get("/v1/projects/" + made.at("/id")).json()).isEqualTo(made.json());
        assertThat(made.at("/zone")).isEqualTo("Europe/Stockholm");
    }

    @Test
    void aKeyIsMadeFromTheName() {
        String unique = key();
        Answer made = owner.post("/v1/projects", "{\"name\": \"Åhléns & Søn " + unique + "!\"}");

        assertThat(made.at("/key")).isEqualTo("ahlens-s-n-" + unique);
    }

    @Test
    void aTakenKeyIsRefused() {
        Answer answer = owner.post("/v1/projects", "{\"key\": \"default\", \"name\": \"Another\"}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.at("/code")).isEqualTo("key_taken");
        assertThat(answer.at("/errors/0/pointer")).isEqualTo("/key");
    }

    @Test
    void everyFaultOfABodyIsNamed() {
        Answer answer = owner.post("/v1/projects", """
                {"key": "No Key", "zone": "Stockholm", "week_start": 1, "colour": "red", "export_retention": "48"}""");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(pointers(answer))
                .containsExactly("/key", "/name", "/zone", "/week_start", "/export_retention", "/colour");
        assertThat(answer.at("/errors/2/detail")).contains("did you mean Europe/Stockholm?");
        assertThat(answer.at("/errors/3/detail")).contains("1, a number");
        assertThat(answer.at("/errors/5/code")).isEqualTo("unknown_field");
    }

    @Test
    void aPatchChangesWhatItNamesAndNothingElse() {
        String path = make().header("Location");
        Answer changed = owner.patch(path, "{\"zone\": \"Asia/Tokyo\"}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.at("/zone")).isEqualTo("Asia/Tokyo");
        assertThat(changed.at("/name")).isEqualTo("A project");
        assertThat(owner.get(path).json()).isEqualTo(changed.json());
    }

    @Test
    void aPatchCannotChangeTheKeyNorClearAMember() {
        String path = make().header("Location");

        assertThat(owner.patch(path, "{\"key\": \"other\"}").at("/code")).isEqualTo("unknown_field");
        assertThat(owner.patch(path, "{\"zone\": null}").at("/code")).isEqualTo("wrong_type");
    }

    @Test
    void aDeletedProjectIsGoneAndItsKeyFree() {
        Answer made = make();
        String path = made.header("Location");

        Answer deleted = owner.delete(path, "{\"name\": \"" + made.at("/name") + "\"}");
        assertThat(deleted.status()).as(deleted.text()).isEqualTo(202);
        assertThat(owner.get(path).status()).isEqualTo(404);
        assertThat(owner.delete(path, "{\"name\": \"x\"}").status()).isEqualTo(404);
        Awaitility.await()
                .until(() -> owner.get(deleted.header("Location")).at("/state").equals("succeeded"));
        assertThat(owner.post("/v1/projects", "{\"name\": \"Again\", \"key\": \"" + made.at("/key") + "\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aListIsReadPageByPage() {
        List<String> made = List.of(make().at("/id"), make().at("/id"), make().at("/id"));

        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = owner.get("/v1/projects?limit=2" + cursor).json();
            page.get("items").forEach(project -> seen.add(project.get("id").asString()));
            cursor = page.get("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.get("next_cursor").asString();
        } while (!cursor.isEmpty());

        assertThat(seen).doesNotHaveDuplicates().containsSubsequence(made);
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        for (String cursor : List.of("x", "%00", "W10", "WyJqb2JzIiwiMSIsIjIiXQ", "bnVsbA")) {
            Answer answer = owner.get("/v1/projects?cursor=" + cursor);
            assertThat(answer.status()).as(cursor).isEqualTo(400);
            assertThat(answer.at("/code")).as(cursor).isEqualTo("invalid_cursor");
        }
    }

    @Test
    void aLimitOutOfRangeIsRefused() {
        for (String limit : List.of("0", "-1", "10001", "many", "99999999999")) {
            Answer answer = owner.get("/v1/projects?limit=" + limit);
            assertThat(answer.status()).as(limit).isEqualTo(400);
            assertThat(answer.at("/detail")).as(limit).contains(limit);
        }
    }

    private Answer make() {
        return owner.post("/v1/projects", "{\"name\": \"A project\", \"key\": \"" + key() + "\"}");
    }

    private static List<String> pointers(Answer answer) {
        List<String> pointers = new ArrayList<>();
        answer.json()
                .get("errors")
                .forEach(error -> pointers.add(error.get("pointer").asString()));
        return pointers;
    }

    private static String key() {
        return "p-" + UUID.randomUUID();
    }
}
