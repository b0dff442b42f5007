package io.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.ProjectId;
import io.muster.server.access.Applications;
import io.muster.server.access.Applications.Credentials;
import io.muster.server.access.Scope;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.TestServer;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class AccessTest {
    private final TestServer server;
    private final ApiClient owner;
    private final Applications applications;

    AccessTest(Database database) {
        this.server = TestServer.on(database);
        this.owner = server.owner();
        this.applications = server.bean(Applications.class);
    }

    @Test
    void everythingUnderV1NeedsCredentials() {
        Answer answer = server.anybody().get("/v1/projects");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).startsWith("Basic realm=\"muster\"");
        assertThat(server.anybody().get("/v1/nothing").status()).isEqualTo(401);
        assertThat(server.anybody().get("/anything").status()).isEqualTo(401);
    }

    @Test
    void whoVisitsTheServerIsShownItsDocuments() {
        Answer visit = server.anybody()
                .with("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                .get("/");

        assertThat(visit.status()).isEqualTo(302);
        assertThat(visit.header("Location")).isEqualTo("/docs");
        assertThat(server.anybody().get("/").status()).isEqualTo(401);
        assertThat(server.anybody().with("Accept", "text/html").post("/", "{}").status())
                .isEqualTo(401);
        assertThat(server.anybody()
                        .with("Accept", "text/html")
                        .get("/v1/projects")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void anUnknownClientAndAWrongSecretGetTheSameAnswer() {
        Answer unknown = server.anybody()
                .as("nobody", "secret")
                .with("X-Request-Id", "same")
                .get("/v1/projects");
        Answer wrong = server.anybody()
                .as(TestServer.CLIENT_ID, "secret")
                .with("X-Request-Id", "same")
                .get("/v1/projects");

        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.text()).isEqualTo(wrong.text());
    }

    @Test
    void aClientIdThatNoDatabaseCanHoldIsUnknown() {
        assertThat(server.anybody().as("a\0b", "secret").get("/v1/projects").status())
                .isEqualTo(401);
    }

    @Test
    void aHeaderThatIsNotBasicIsRefused() {
        for (String header : new String[] {"Basic", "Basic !", "Basic bm9jb2xvbg==", "Bearer x", ""}) {
            Answer answer = server.anybody().with("Authorization", header).get("/v1/projects");
            assertThat(answer.status()).as(header).isEqualTo(401);
        }
    }

    @Test
    void anApplicationThatIsDisabledIsRefusedAtOnce() {
        Credentials made = applications.create("default", null, "Short-lived", EnumSet.of(Scope.READ));
        ApiClient client = as(made);
        assertThat(client.get("/v1/projects").status()).isEqualTo(200);

        applications.disable(made.clientId());

        assertThat(client.get("/v1/projects").status()).isEqualTo(401);
    }

    @Test
    void anApplicationMayDoWhatItsScopesSay() {
        ApiClient reader = as(applications.create("default", null, "Reader", EnumSet.of(Scope.READ)));

        assertThat(reader.get("/v1/projects").status()).isEqualTo(200);
        Answer refused = reader.post("/v1/projects", "{\"name\": \"No\"}");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("/detail")).contains("admin");
    }

    @Test
    void anApplicationOfOneProjectSeesNoOther() {
        Answer own = owner.post("/v1/projects", "{\"name\": \"Own\", \"key\": \"own-" + UUID.randomUUID() + "\"}");
        ApiClient bound =
                as(applications.create("default", new ProjectId(own.at("/id")), "Bound", EnumSet.allOf(Scope.class)));

        assertThat(bound.get("/v1/projects/" + own.at("/key")).status()).isEqualTo(200);
        assertThat(bound.get("/v1/projects/default").status()).isEqualTo(404);
        assertThat(bound.get("/v1/projects").json().get("items").size()).isEqualTo(1);
        assertThat(bound.post("/v1/projects", "{\"name\": \"More\"}").status()).isEqualTo(403);
    }

    @Test
    void aProjectOfAnotherOrganizationDoesNotExist() {
        ApiClient stranger = as(applications.create(server.organization(), null, "Stranger", Set.of(Scope.values())));

        assertThat(stranger.get("/v1/projects/default").status()).isEqualTo(404);
        assertThat(stranger.get("/v1/projects").json().get("items").isEmpty()).isTrue();
        assertThat(stranger.post("/v1/projects", "{\"name\": \"Default\"}").status())
                .isEqualTo(201);
    }

    @Test
    void metricsAreForThisMachineOrForWhoeverAdministersTheInstallation() {
        assertThat(server.anybody().get("/metrics").status()).isEqualTo(200);
        assertThat(metrics(server.anybody())).isEqualTo(401);
        assertThat(server.anybody()
                        .with("Forwarded", "for=203.0.113.7")
                        .get("/metrics")
                        .status())
                .isEqualTo(401);
        assertThat(metrics(owner)).isEqualTo(200);

        ProjectId project = new ProjectId(owner.get("/v1/projects/default").at("/id"));
        assertThat(metrics(as(applications.create("default", null, "Reads", Set.of(Scope.READ)))))
                .isEqualTo(403);
        assertThat(metrics(as(applications.create("default", project, "Bound", Set.of(Scope.ADMIN)))))
                .isEqualTo(403);
        assertThat(metrics(as(applications.create(server.organization(), null, "Tenant", Set.of(Scope.values())))))
                .isEqualTo(403);
    }

    private static int metrics(ApiClient client) {
        return client.with("X-Forwarded-For", "203.0.113.7").get("/metrics").status();
    }

    private ApiClient as(Credentials credentials) {
        return server.anybody().as(credentials.clientId(), credentials.clientSecret());
    }
}
