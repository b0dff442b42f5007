package io.muster.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.TestServer;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@OnEachDatabase
class SessionsTest {
    private static final String PASSWORD = "correct horse battery";

    private final TestServer server;
    private final ApiClient owner;
    private final String email = "Ada." + UUID.randomUUID() + "@Example.com";

    SessionsTest(Database database) {
        this.server = TestServer.on(database);
        this.owner = server.owner();
    }

    @Test
    void aPersonSignsInReadsAndWithTheProofChangesThings() {
        create("owner");
        Answer session = signIn(PASSWORD);
        assertThat(session.status()).as(session.text()).isEqualTo(200);
        assertThat(session.header("Set-Cookie"))
                .startsWith("muster_session=")
                .contains("HttpOnly", "SameSite=Strict", "Path=/");
        ApiClient person = with(session);
        ApiClient proven = person.with("X-CSRF-Token", session.at("/csrf_token"));
        String body = "{\"name\": \"By Ada\", \"key\": \"k-" + UUID.randomUUID() + "\"}";

        assertThat(person.get("/v1/projects").status()).isEqualTo(200);
        assertThat(person.get("/v1/session").at("/email")).isEqualTo(email.toLowerCase(java.util.Locale.ROOT));
        assertThat(person.post("/v1/projects", body).status()).isEqualTo(403);
        assertThat(person.with("X-CSRF-Token", "0".repeat(64))
                        .post("/v1/projects", body)
                        .status())
                .isEqualTo(403);
        assertThat(proven.with("Idempotency-Key", "k")
                        .post("/v1/projects", body)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void signingOutEndsTheSession() {
        create("viewer");
        Answer session = signIn(PASSWORD);
        ApiClient person = with(session).with("X-CSRF-Token", session.at("/csrf_token"));

        assertThat(person.delete("/v1/session").status()).isEqualTo(204);

        assertThat(person.get("/v1/projects").status()).isEqualTo(401);
        assertThat(signIn(PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void aSessionBuysNoToken() {
        create("owner");
        Answer session = signIn(PASSWORD);
        ApiClient person = with(session).with("X-CSRF-Token", session.at("/csrf_token"));

        Answer refused = person.post("/oauth/token", "{\"grant_type\": \"client_credentials\"}");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.at("/error")).isEqualTo("invalid_client");
        assertThat(person.get("/v1/projects").status()).isEqualTo(200);
    }

    @Test
    void aRoleLimitsWhatAPersonMayDo() {
        create("viewer");
        Answer session = signIn(PASSWORD);
        ApiClient viewer = with(session).with("X-CSRF-Token", session.at("/csrf_token"));

        assertThat(viewer.get("/v1/projects").status()).isEqualTo(200);
        assertThat(viewer.post("/v1/projects", "{\"name\": \"No\"}").status()).isEqualTo(403);
        assertThat(viewer.get("/v1/audit").status()).isEqualTo(403);
        assertThat(viewer.get("/v1/people").status()).isEqualTo(403);
    }

    @Test
    void aWrongPasswordAndAnUnknownEmailGetTheSameAnswerAndFiveLockTheDoor() {
        create("viewer");
        Answer unknown = post("{\"email\": \"nobody@example.com\", \"password\": \"" + PASSWORD + "\"}");
        Answer wrong = signIn("not the password");

        assertThat(unknown.status()).isEqualTo(401);
        assertThat(wrong.at("/detail")).isEqualTo(unknown.at("/detail"));
        for (int i = 0; i < 4; i++) {
            signIn("not the password");
        }
        assertThat(signIn(PASSWORD).status()).as("locked").isEqualTo(401);
    }

    @Test
    void anAddressThatSentTooManyWrongPasswordsMayNotSendTheRightOne(@TempDir Path directory) {
        try (TestServer strict = TestServer.start(
                directory.resolve("data"),
                Map.of(
                        "muster.access.wrong-secrets-per-minute", "1",
                        "muster.bootstrap.email", "ada@example.com",
                        "muster.bootstrap.password", PASSWORD))) {
            String login = "{\"email\": \"ada@example.com\", \"password\": \"%s\"}";

            assertThat(strict.anybody()
                            .post("/v1/session", login.formatted(PASSWORD))
                            .status())
                    .isEqualTo(200);
            assertThat(strict.anybody()
                            .post("/v1/session", login.formatted("not the password"))
                            .status())
                    .as("the right one took nothing away")
                    .isEqualTo(401);
            assertThat(strict.anybody()
                            .post("/v1/session", login.formatted(PASSWORD))
                            .status())
                    .isEqualTo(429);
        }
    }

    @Test
    void halfACharacterInAPasswordIsRefusedInWords() {
        Answer refused = post("{\"email\": \"nobody@example.com\", \"password\": \"correct horse \\ud800 battery\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/errors/0/pointer")).isEqualTo("/password");
        assertThat(refused.at("/errors/0/detail")).contains("half a surrogate pair");
    }

    @Test
    void aNewPasswordOrBeingDisabledEndsSessions() {
        Answer made = create("viewer");
        ApiClient person = with(signIn(PASSWORD));
        assertThat(person.get("/v1/projects").status()).isEqualTo(200);

        owner.patch("/v1/people/" + made.at("/id"), "{\"password\": \"another long password\"}");
        assertThat(person.get("/v1/projects").status()).isEqualTo(401);

        ApiClient again = with(signIn("another long password"));
        assertThat(again.get("/v1/projects").status()).isEqualTo(200);
        owner.patch("/v1/people/" + made.at("/id"), "{\"enabled\": false}");
        assertThat(again.get("/v1/projects").status()).isEqualTo(401);
        assertThat(signIn("another long password").status()).isEqualTo(401);
    }

    @Test
    void anOrganizationKeepsAnOwner() {
        Tenants tenants = new Tenants(server);
        ApiClient admin = tenants.owner(tenants.organization());
        Answer only = admin.post("/v1/people", person("owner"));

        assertThat(admin.delete("/v1/people/" + only.at("/id")).status()).isEqualTo(409);
        assertThat(admin.patch("/v1/people/" + only.at("/id"), "{\"role\": \"viewer\"}")
                        .status())
                .isEqualTo(409);
        assertThat(owner.get("/v1/people/" + only.at("/id")).status()).isEqualTo(404);
    }

    @Test
    void faultsOfAPersonAreNamed() {
        assertThat(owner.post("/v1/people", "{}").at("/errors/0/pointer")).isEqualTo("/email");
        assertThat(owner.post("/v1/people", person("king")).at("/errors/0/pointer"))
                .isEqualTo("/role");
        assertThat(owner.post("/v1/people", person("viewer").replace(PASSWORD, "short"))
                        .at("/errors/0/pointer"))
                .isEqualTo("/password");
        create("viewer");
        assertThat(owner.post("/v1/people", person("viewer")).status()).isEqualTo(409);
    }

    private Answer create(String role) {
        Answer made = owner.post("/v1/people", person(role));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made;
    }

    private String person(String role) {
        return "{\"email\": \"" + email + "\", \"name\": \"Ada\", \"role\": \"" + role + "\", \"password\": \""
                + PASSWORD + "\"}";
    }

    private Answer signIn(String password) {
        return post("{\"email\": \"" + email + "\", \"password\": \"" + password + "\"}");
    }

    private Answer post(String body) {
        return server.anybody().post("/v1/session", body);
    }

    private ApiClient with(Answer session) {
        return server.anybody().with("Cookie", session.header("Set-Cookie").replaceFirst(";.*", ""));
    }
}
