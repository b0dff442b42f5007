package io.muster.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.TestServer;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class PeopleTest {
    private static final String PASSWORD = "correct horse battery";
    private static final List<String> CHANGES =
            List.of("{\"password\": \"another long password\"}", "{\"enabled\": false}", "{\"name\": \"Eve\"}");

    private final TestServer server;
    private final Tenants tenants;
    private final String organization;
    private final ApiClient owner;

    PeopleTest(Database database) {
        this.server = TestServer.on(database);
        this.tenants = new Tenants(server);
        this.organization = tenants.organization();
        this.owner = tenants.owner(organization);
    }

    @Test
    void nobodyMakesAPersonWhoMayMoreThanThey() {
        ApiClient administrator = tenants.client(organization, EnumSet.of(Scope.ADMIN, Scope.READ));

        Answer refused = administrator.post("/v1/people", person("owner"));

        assertThat(refused.status()).as(refused.text()).isEqualTo(403);
        assertThat(refused.at("/detail")).contains("may do more than you");
        assertThat(administrator.post("/v1/people", person("editor")).status()).isEqualTo(403);
        Answer viewer = administrator.post("/v1/people", person("viewer"));
        assertThat(viewer.status()).as(viewer.text()).isEqualTo(201);
        String path = "/v1/people/" + viewer.at("/id");
        assertThat(administrator.patch(path, "{\"role\": \"owner\"}").status()).isEqualTo(403);
        assertThat(administrator.patch(path, "{\"name\": \"Bea\"}").status()).isEqualTo(200);
        assertThat(owner.get(path).at("/role")).isEqualTo("viewer");
        assertThat(administrator.delete(path).status()).isEqualTo(200);
    }

    @Test
    void nobodyTouchesAPersonWhoMayMoreThanThey() {
        owner.post("/v1/people", person("owner"));
        Answer made = owner.post("/v1/people", person("owner"));
        String path = "/v1/people/" + made.at("/id");
        ApiClient administrator = tenants.client(organization, EnumSet.of(Scope.ADMIN, Scope.READ));

        for (String change : CHANGES) {
            assertThat(administrator.patch(path, change).status()).as(change).isEqualTo(403);
        }
        assertThat(administrator.patch(path, "{\"role\": \"viewer\"}").status()).isEqualTo(403);
        assertThat(administrator.delete(path).status()).isEqualTo(403);

        assertThat(administrator.get(path).at("/name")).isEqualTo("Ada");
        assertThat(owner.patch(path, CHANGES.getFirst()).status()).isEqualTo(200);
    }

    @Test
    void whoeverIsBoundToAddressesOrATimeMakesNobodyWhoIsNot() {
        Answer viewer = owner.post("/v1/people", person("viewer"));
        String path = "/v1/people/" + viewer.at("/id");
        ApiClient near = bound("\"allowed_addresses\": [\"127.0.0.0/8\", \"::1\"]");
        ApiClient ending = bound("\"expires_at\": \"2999-01-01T00:00:00Z\"");

        Answer fromAnywhere = near.post("/v1/people", person("viewer"));
        Answer forEver = ending.post("/v1/people", person("viewer"));

        assertThat(fromAnywhere.status()).as(fromAnywhere.text()).isEqualTo(403);
        assertThat(fromAnywhere.at("/detail")).contains("allowed_addresses");
        assertThat(forEver.status()).as(forEver.text()).isEqualTo(403);
        assertThat(forEver.at("/detail")).contains("expires_at");
        for (ApiClient each : List.of(near, ending)) {
            assertThat(each.patch(path, CHANGES.getFirst()).status()).isEqualTo(403);
            assertThat(each.get(path).status()).isEqualTo(200);
        }
    }

    @Test
    void aPersonIsBoundAsTheApplicationIsThatTheyComeBy() {
        Answer person = owner.post("/v1/people", person("owner"));
        Answer made = application("\"allowed_addresses\": [\"127.0.0.0/8\", \"::1\"]");
        ApiClient by = server.anybody().with("Authorization", "Bearer " + granted(person, made));

        Answer refused = by.post("/v1/people", person("viewer"));

        assertThat(refused.status()).as(refused.text()).isEqualTo(403);
        assertThat(refused.at("/detail")).contains("allowed_addresses");
        assertThat(by.get("/v1/people").status()).isEqualTo(200);
    }

    @Test
    void anApplicationEndsWhatAPersonGotThroughIt() {
        Answer person = owner.post("/v1/people", person("viewer"));
        Answer made = application("\"allowed_addresses\": []");
        String token = granted(person, made);
        ApiClient by = server.anybody().with("Authorization", "Bearer " + token);
        assertThat(by.get("/v1/session").status()).isEqualTo(200);

        owner.post("/oauth/revoke", "{\"token\": \"" + token + "\"}");
        assertThat(by.get("/v1/session").status()).as("revoked by another").isEqualTo(200);
        server.anybody()
                .as(made.at("/client_id"), made.at("/client_secret"))
                .post("/oauth/revoke", "{\"token\": \"" + token + "\"}");

        assertThat(by.get("/v1/session").status()).isEqualTo(401);
    }

    /** A token that the person gets through the application. */
    private String granted(Answer person, Answer application) {
        Answer granted = server.anybody().post("/oauth2/access_token", """
                        {"grant_type": "credentials", "client_id": "%s", "client_secret": "%s",
                         "email": "%s", "password": "%s"}
                        """.formatted(
                        application.at("/client_id"), application.at("/client_secret"), person.at("/email"), PASSWORD));
        return granted.at("/access_token");
    }

    @Test
    void anOwnerWhoSignedInChangesThemselves() {
        Answer made = owner.post("/v1/people", person("owner"));
        ApiClient person = signedIn(made);

        Answer changed = person.patch("/v1/people/" + made.at("/id"), CHANGES.getFirst());

        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    }

    @Test
    void deletingSaysWhichApplicationsOfThePersonGoOn() {
        Answer made = owner.post("/v1/people", person("owner"));
        owner.post("/v1/people", person("owner"));
        ApiClient person = signedIn(made);
        String path = "/v1/projects/" + tenants.project(owner).at("/id") + "/applications";
        Answer live = person.post(path, "{\"name\": \"Shop\", \"scopes\": [\"read\"], \"all_projects\": true}");
        Answer over = person.post(path, "{\"name\": \"Over\", \"scopes\": [\"read\"]}");
        Answer stopped = person.post(path, "{\"name\": \"Off\", \"scopes\": [\"read\"]}");
        assertThat(stopped.status()).as(stopped.text()).isEqualTo(201);
        owner.patch(path + "/" + over.at("/id"), "{\"expires_at\": \"2020-01-01T00:00:00Z\"}");
        owner.patch(path + "/" + stopped.at("/id"), "{\"enabled\": false}");

        Answer deleted = owner.delete("/v1/people/" + made.at("/id"));

        assertThat(deleted.status()).as(deleted.text()).isEqualTo(200);
        assertThat(deleted.json().get("applications").size()).isOne();
        assertThat(deleted.at("/applications/0/client_id")).isEqualTo(live.at("/client_id"));
        assertThat(deleted.at("/applications/0/name")).isEqualTo("Shop");
        assertThat(owner.get("/v1/audit?action=person.delete").text()).contains(live.at("/client_id"));
        assertThat(server.anybody()
                        .as(live.at("/client_id"), live.at("/client_secret"))
                        .get("/v1/projects")
                        .status())
                .isEqualTo(200);
    }

    private ApiClient signedIn(Answer made) {
        Answer session = server.anybody().post("/v1/session", """
                        {"email": "%s", "password": "%s"}
                        """.formatted(made.at("/email"), PASSWORD));
        return server.anybody()
                .with("Cookie", session.header("Set-Cookie").replaceFirst(";.*", ""))
                .with("X-CSRF-Token", session.at("/csrf_token"));
    }

    /** An application that may everything, but from these addresses or until then only. */
    private ApiClient bound(String by) {
        Answer made = application(by);
        return server.anybody().as(made.at("/client_id"), made.at("/client_secret"));
    }

    private Answer application(String by) {
        Answer made =
                owner.post("/v1/projects/" + tenants.project(owner).at("/id") + "/applications", """
                        {"name": "Bound", "all_projects": true, %s,
                         "scopes": ["ingest", "read", "segments", "export", "erase", "admin"]}
                        """.formatted(by));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made;
    }

    private static String person(String role) {
        return "{\"email\": \"" + UUID.randomUUID() + "@example.com\", \"name\": \"Ada\", \"role\": \"" + role
                + "\", \"password\": \"" + PASSWORD + "\"}";
    }
}
