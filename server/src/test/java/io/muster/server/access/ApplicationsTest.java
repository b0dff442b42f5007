package io.muster.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@OnEachDatabase
class ApplicationsTest {
    private final TestServer server;
    private final ApiClient owner;
    private final Tenants tenants;
    private final String project;
    private final String path;

    ApplicationsTest(Database database) {
        this.server = TestServer.on(database);
        this.owner = server.owner();
        this.tenants = new Tenants(server);
        this.project = tenants.project(owner).at("/id");
        this.path = "/v1/projects/" + project + "/applications";
    }

    @Test
    void aProjectsFirstApplicationHasItsIdAndTheNextOnesTheirOwn() {
        Answer first = create("{\"name\": \"First\", \"scopes\": [\"read\"]}");
        Answer second = create("{\"name\": \"Second\", \"scopes\": [\"read\"]}");

        assertThat(first.at("/client_id")).isEqualTo(project);
        assertThat(second.at("/client_id")).startsWith("c_");
        assertThat(first.at("/client_secret")).hasSize(52);
        assertThat(as(first).get("/v1/projects/" + project).status()).isEqualTo(200);
        assertThat(owner.get(first.header("Location"))
                        .json()
                        .get("client_secret")
                        .isNull())
                .isTrue();
    }

    @Test
    void itSeesItsProjectAndNoOther() {
        Answer made = create("{\"name\": \"Bound\", \"scopes\": [\"read\"]}");
        String other = tenants.project(owner).at("/id");

        assertThat(as(made).get("/v1/projects/" + other).status()).isEqualTo(404);
        Answer both =
                owner.patch(path + "/" + made.at("/id"), "{\"projects\": [\"" + project + "\", \"" + other + "\"]}");
        assertThat(both.status()).as(both.text()).isEqualTo(200);
        assertThat(as(made).get("/v1/projects/" + other).status()).isEqualTo(200);
        assertThat(as(made).get("/v1/projects").json().get("items").size()).isEqualTo(2);
        owner.patch(path + "/" + made.at("/id"), "{\"all_projects\": true}");
        assertThat(as(made).get("/v1/projects/default").status()).isEqualTo(200);
    }

    @Test
    void disablingStopsTheSecretAtOnce() {
        Answer made = create("{\"name\": \"Off\", \"scopes\": [\"read\"]}");
        assertThat(as(made).get("/v1/projects").status()).isEqualTo(200);

        owner.patch(path + "/" + made.at("/id"), "{\"enabled\": false}");

        assertThat(as(made).get("/v1/projects").status()).isEqualTo(401);
    }

    @Test
    void rotationLetsTheOldSecretGoOnForTheOverlapOnly() {
        Answer made = create("{\"name\": \"Rotated\", \"scopes\": [\"read\"]}");
        Answer overlapping = owner.post(path + "/" + made.at("/id") + "/rotate", "{\"overlap\": \"PT1H\"}");

        assertThat(overlapping.status()).as(overlapping.text()).isEqualTo(200);
        assertThat(as(made).get("/v1/projects").status()).isEqualTo(200);
        assertThat(as(overlapping).get("/v1/projects").status()).isEqualTo(200);

        Answer abrupt = owner.post(path + "/" + made.at("/id") + "/rotate", "{}");
        assertThat(as(made).get("/v1/projects").status()).isEqualTo(401);
        assertThat(as(overlapping).get("/v1/projects").status()).isEqualTo(401);
        assertThat(as(abrupt).get("/v1/projects").status()).isEqualTo(200);
    }

    @Test
    void aRotationCutsNoOverlapShortUnlessItSaysSo() {
        Answer made = create("{\"name\": \"Twice\", \"scopes\": [\"read\"]}");
        String rotate = path + "/" + made.at("/id") + "/rotate";
        Answer first = owner.post(rotate, "{\"overlap\": \"PT24H\"}");

        Answer repeated = owner.post(rotate, "{\"overlap\": \"PT24H\"}");
        assertThat(repeated.status()).as(repeated.text()).isEqualTo(409);
        assertThat(repeated.at("/code")).isEqualTo("conflict");
        assertThat(repeated.at("/detail")).contains("end_previous", "reveal");
        assertThat(as(made).get("/v1/projects").status()).isEqualTo(200);
        assertThat(as(first).get("/v1/projects").status()).isEqualTo(200);

        Answer second = owner.post(rotate, "{\"overlap\": \"PT24H\", \"end_previous\": true}");
        assertThat(second.status()).as(second.text()).isEqualTo(200);
        assertThat(as(made).get("/v1/projects").status()).isEqualTo(401);
        assertThat(as(first).get("/v1/projects").status()).isEqualTo(200);
        assertThat(as(second).get("/v1/projects").status()).isEqualTo(200);
    }

    @Test
    void ofManyRotationsAtOnceThatOverlapOneCounts() {
        Answer made = create("{\"name\": \"Many\", \"scopes\": [\"read\"]}");
        String rotate = path + "/" + made.at("/id") + "/rotate";

        List<Answer> answers = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> owner.post(rotate, "{\"overlap\": \"PT24H\"}"),
                        task -> Thread.ofVirtual().start(task)))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(answers)
                .filteredOn(answer -> answer.status() == 200)
                .singleElement()
                .satisfies(answer ->
                        assertThat(as(answer).get("/v1/projects").status()).isEqualTo(200));
        assertThat(answers).filteredOn(answer -> answer.status() == 409).hasSize(7);
        assertThat(as(made).get("/v1/projects").status()).isEqualTo(200);
    }

    @Test
    void theSecretCanBeReadBackAndThatIsAudited() {
        Answer made = create("{\"name\": \"Shown\", \"scopes\": [\"read\"]}");

        Answer shown = server.owner()
                .send(
                        "POST",
                        path + "/" + made.at("/id") + "/reveal",
                        java.net.http.HttpRequest.BodyPublishers.noBody(),
                        "");

        assertThat(shown.at("/client_secret")).isEqualTo(made.at("/client_secret"));
        Answer trail = owner.get("/v1/audit?action=application.reveal&limit=1");
        assertThat(trail.at("/items/0/entry/target")).isEqualTo(made.at("/id"));
        assertThat(trail.text()).doesNotContain(made.at("/client_secret"));
    }

    @Test
    void aRepeatedRequestGetsTheSameSecretWhichIsNotKeptInTheClear() {
        ApiClient twice = owner.with("Idempotency-Key", "make-" + project);

        Answer first = twice.post(path, "{\"name\": \"Once\", \"scopes\": [\"read\"]}");
        Answer second = twice.post(path, "{\"name\": \"Once\", \"scopes\": [\"read\"]}");

        assertThat(second.text()).isEqualTo(first.text());
        assertThat(listed()).hasSize(1);
    }

    @Test
    void whoeverIsOutsideTheAllowedAddressesIsRefused() {
        Answer made =
                create("{\"name\": \"Far\", \"scopes\": [\"read\"], \"allowed_addresses\": [\"203.0.113.0/24\"]}");
        Answer near = create(
                "{\"name\": \"Near\", \"scopes\": [\"read\"], \"allowed_addresses\": [\"127.0.0.0/8\", \"::1\"]}");

        Answer refused = as(made).get("/v1/projects");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/detail")).contains("127.0.0.1");
        assertThat(as(near).get("/v1/projects").status()).isEqualTo(200);
    }

    @Test
    void anExpiredOneIsRefusedLikeAnUnknownOne() {
        Answer made = create("{\"name\": \"Over\", \"scopes\": [\"read\"], \"expires_at\": \"2020-01-01T00:00:00Z\"}");

        assertThat(as(made).get("/v1/projects").status()).isEqualTo(401);
    }

    @Test
    void nobodyGivesMoreThanTheyHave() {
        ApiClient bound = as(create("{\"name\": \"Admin\", \"scopes\": [\"admin\", \"read\"]}"));
        Answer wide =
                create("{\"name\": \"Wide\", \"scopes\": [\"read\", \"admin\", \"export\"], \"all_projects\": true}");
        Answer strong = create("{\"name\": \"Strong\", \"scopes\": [\"export\"]}");

        assertThat(bound.post(path, "{\"name\": \"A\", \"scopes\": [\"export\"]}")
                        .status())
                .isEqualTo(403);
        assertThat(bound.post(path, "{\"name\": \"A\", \"scopes\": [\"read\"], \"all_projects\": true}")
                        .status())
                .isEqualTo(403);
        assertThat(bound.get(path + "/" + wide.at("/id")).status()).isEqualTo(404);
        assertThat(bound.post(path + "/" + wide.at("/id") + "/rotate", "{}").status())
                .isEqualTo(404);
        assertThat(bound.post(path + "/" + strong.at("/id") + "/rotate", "{}").status())
                .isEqualTo(403);
        assertThat(bound.delete(path + "/" + strong.at("/id")).status()).isEqualTo(403);
        assertThat(bound.get(path).text()).doesNotContain(wide.at("/id"));
    }

    @Test
    void nobodyGivesAwayOrWidensWhereFromAndUntilWhenTheyMay() {
        Answer made = create("""
                {"name": "Bound", "scopes": ["admin", "read"], "expires_at": "2999-01-01T00:00:00Z",
                 "allowed_addresses": ["127.0.0.0/8", "::1"]}
                """);
        Answer free = create("{\"name\": \"Free\", \"scopes\": [\"read\"]}");
        ApiClient bound = as(made);
        String self = path + "/" + made.at("/id");

        for (String wider : List.of(
                "[]",
                "[\"126.0.0.0/7\"]",
                "[\"127.0.0.0/7\"]",
                "[\"127.0.0.1\", \"10.0.0.1\"]",
                "[\"::/0\"]",
                // The bits of 127.0.0.1 in an address of IPv6, which is another.
                "[\"::7f00:1\"]")) {
            String change = "\"allowed_addresses\": " + wider;
            assertForbidden(bound.patch(self, "{" + change + "}"), "allowed_addresses");
            assertForbidden(
                    bound.post(path, "{\"name\": \"A\", \"scopes\": [\"read\"], " + change + "}"), "127.0.0.0/8");
        }
        for (String later : List.of("null", "\"2999-01-01T00:00:01Z\"")) {
            String change = "\"expires_at\": " + later;
            assertForbidden(bound.patch(self, "{" + change + "}"), "expires_at");
            assertForbidden(
                    bound.post(path, "{\"name\": \"A\", \"scopes\": [\"read\"], " + change + "}"),
                    "2999-01-01T00:00:00Z");
        }
        assertForbidden(bound.post(path + "/" + free.at("/id") + "/rotate", "{}"), "allowed_addresses");
        assertForbidden(bound.delete(path + "/" + free.at("/id")), "allowed_addresses");
        assertThat(owner.get(self).text()).contains("127.0.0.0/8", "2999-01-01T00:00:00.000Z");
    }

    @Test
    void whatABoundOneMakesIsBoundLikeIt() {
        ApiClient bound = as(create("""
                {"name": "Bound", "scopes": ["admin", "read"], "expires_at": "2999-01-01T00:00:00Z",
                 "allowed_addresses": ["127.0.0.0/8", "::1"]}
                """));

        Answer silent = bound.post(path, "{\"name\": \"Silent\", \"scopes\": [\"read\"]}");
        Answer narrow = bound.post(path, """
                {"name": "Narrow", "scopes": ["read"], "expires_at": "2998-01-01T00:00:00Z",
                 "allowed_addresses": ["127.0.0.1", "127.3.0.0/16"]}
                """);

        assertThat(silent.status()).as(silent.text()).isEqualTo(201);
        assertThat(silent.json().get("allowed_addresses").toString()).isEqualTo("[\"127.0.0.0/8\",\"::1\"]");
        assertThat(silent.at("/expires_at")).isEqualTo("2999-01-01T00:00:00.000Z");
        assertThat(narrow.status()).as(narrow.text()).isEqualTo(201);
        assertThat(narrow.json().get("allowed_addresses").size()).isEqualTo(2);
        assertThat(as(silent).get("/v1/projects").status()).isEqualTo(200);
        assertThat(bound.patch(path + "/" + silent.at("/id"), "{\"name\": \"Said\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aTokenIsBoundLikeItsApplication() {
        Answer made = create("""
                {"name": "Bound", "scopes": ["admin", "read"], "allowed_addresses": ["127.0.0.0/8", "::1"]}
                """);
        String token = as(made).post("/oauth/token", "{\"grant_type\": \"client_credentials\"}")
                .at("/access_token");

        Answer widened = server.anybody()
                .with("Authorization", "Bearer " + token)
                .patch(path + "/" + made.at("/id"), "{\"allowed_addresses\": []}");

        assertForbidden(widened, "allowed_addresses");
    }

    private static void assertForbidden(Answer answer, String why) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(403);
        assertThat(answer.at("/detail")).contains(why);
    }

    @Test
    void theListIsStableWhileOthersAreMade() {
        ApiClient admin = tenants.owner(tenants.organization());
        String list = "/v1/projects/" + tenants.project(admin).at("/id") + "/applications";
        for (int i = 1; i < 6; i++) {
            admin.post(list, "{\"name\": \"n" + i + "\", \"scopes\": [\"read\"]}");
        }
        List<String> names = new ArrayList<>();
        String cursor = "";
        for (int page = 0; page < 3; page++) {
            Answer part = admin.get(list + "?limit=2" + cursor);
            part.json().get("items").forEach(item -> names.add(item.get("name").asString()));
            admin.post(list, "{\"name\": \"later\", \"scopes\": [\"read\"]}");
            cursor = "&cursor=" + part.at("/next_cursor");
        }
        assertThat(names).containsExactly("Test", "n1", "n2", "n3", "n4", "n5");
    }

    @Test
    void deletingEndsIt() {
        Answer made = create("{\"name\": \"Gone\", \"scopes\": [\"read\"]}");

        assertThat(owner.delete(path + "/" + made.at("/id")).status()).isEqualTo(204);

        assertThat(as(made).get("/v1/projects").status()).isEqualTo(401);
        assertThat(owner.get(path + "/" + made.at("/id")).status()).isEqualTo(404);
    }

    @Test
    void itGoesWithItsOnlyProject() {
        Answer made = create("{\"name\": \"Gone\", \"scopes\": [\"read\"]}");

        Answer deleted = owner.delete("/v1/projects/" + project, "{\"name\": \"Project\"}");
        assertThat(deleted.status()).as(deleted.text()).isEqualTo(202);
        Awaitility.await().until(() -> as(made).get("/v1/projects").status() == 401);
    }

    @Test
    void faultsAreNamed() {
        assertFault("{}", 400, "/name", "/scopes");
        assertFault("{\"name\": \"a\", \"scopes\": []}", 400, "/scopes");
        assertFault("{\"name\": \"a\", \"scopes\": [\"all\"]}", 422, "/scopes/0");
        assertFault(
                "{\"name\": \"a\", \"scopes\": [\"read\"], \"allowed_addresses\": [\"example.com\"]}",
                422,
                "/allowed_addresses/0");
        assertFault(
                "{\"name\": \"a\", \"scopes\": [\"read\"], \"allowed_addresses\": [\"10.0.0.0/33\"]}",
                422,
                "/allowed_addresses/0");
        assertFault(
                "{\"name\": \"a\", \"scopes\": [\"read\"], \"redirect_urls\": [\"/here\"]}", 422, "/redirect_urls/0");
        assertFault("{\"name\": \"a\", \"scopes\": [\"read\"], \"expires_at\": \"soon\"}", 422, "/expires_at");
        assertFault("{\"name\": \"a\", \"scopes\": [\"read\"], \"colour\": \"red\"}", 422, "/colour");
    }

    @Test
    void anotherOrganizationsProjectHasNoApplications() {
        create("{\"name\": \"Mine\", \"scopes\": [\"read\"]}");
        ApiClient stranger = tenants.owner(tenants.organization());

        assertThat(stranger.get(path).status()).isEqualTo(404);
        assertThat(tenants.client("default", Set.of(Scope.READ)).get(path).status())
                .isEqualTo(403);
    }

    private void assertFault(String body, int status, String... pointers) {
        Answer answer = owner.post(path, body);
        assertThat(answer.status()).as(body + answer.text()).isEqualTo(status);
        List<String> found = new ArrayList<>();
        answer.json()
                .get("errors")
                .forEach(error -> found.add(error.get("pointer").asString()));
        assertThat(found).as(body).contains(pointers);
    }

    private Answer create(String body) {
        Answer made = owner.post(path, body);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made;
    }

    /** Those of this project, without the ones that see every project. */
    private List<String> listed() {
        List<String> names = new ArrayList<>();
        for (JsonNode item : owner.get(path).json().get("items")) {
            if (!item.get("all_projects").asBoolean()) {
                names.add(item.get("name").asString());
            }
        }
        return names;
    }

    private ApiClient as(Answer application) {
        return server.anybody().as(application.at("/client_id"), application.at("/client_secret"));
    }
}
