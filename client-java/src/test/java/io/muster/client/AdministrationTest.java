package io.muster.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AdministrationTest {
    private static final String APPLICATION = """
            {"id": "a_1", "client_id": "c_1", "client_secret": %s, "name": "Loader", "scopes": ["ingest", "dance"],
             "all_projects": false, "projects": ["p_1"], "allowed_addresses": ["10.0.0.0/8"], "redirect_urls": [],
             "enabled": true, "owner": null, "expires_at": null, "previous_secret_until": null, "last_used_at": null,
             "created_at": "2026-03-02T06:00:00.000Z", "updated_at": "2026-03-02T06:00:00.000Z"}""";
    private static final String PERSON = """
            {"id": "u_1", "email": "ada@example.com", "name": "Ada", "role": "editor", "enabled": true,
             "locked_until": null, "last_sign_in_at": "2026-03-02T06:00:00.000Z",
             "created_at": "2026-03-01T06:00:00.000Z", "updated_at": "2026-03-01T06:00:00.000Z"}""";
    private static final String ENTRY = """
            {"seq": 7, "hash": "ab12", "entry": {"seq": 7, "at": "2026-03-02T06:00:00.000Z", "organization": "o_1",
             "actor": "person:u_1", "action": "application.reveal", "target": "a_1", "project": null,
             "address": "10.0.0.9", "result": "ok", "request_id": "r_1", "detail": {"name": "Loader"}}}""";
    private static final String APPLICATIONS = "/v1/projects/p/applications";

    private final ScriptedServer server = ScriptedServer.start();
    private final RecordedPauses pauses = new RecordedPauses();
    private final MusterClient client = MusterClient.builder()
            .baseUrl(server.url())
            .credentials("c", "s")
            .pause(pauses)
            .build();
    private final Applications applications = client.project("p").applications();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void applicationsAreMadeWithASecretThatIsNeverPrinted() {
        server.on("POST " + APPLICATIONS, Reply.json(201, APPLICATION.formatted("\"very secret\"")));

        Application made = applications.create(ApplicationDraft.named("Loader", Scope.INGEST, Scope.READ)
                .withProjects("shop", "forum")
                .withAllowedAddresses("10.0.0.0/8")
                .withExpiresAt(Instant.parse("2027-01-01T00:00:00Z")));

        assertThat(made.clientSecret()).isEqualTo("very secret");
        assertThat(made.toString()).contains("c_1").doesNotContain("very secret");
        assertThat(made.scopes()).containsExactly(Scope.INGEST, Scope.UNKNOWN);
        assertThat(server.lastRequest().header("Idempotency-Key")).isPresent();
        assertThat(server.lastRequest().json()).isEqualTo(MusterJson.mapper().readTree("""
                {"name": "Loader", "scopes": ["ingest", "read"], "projects": ["shop", "forum"],
                 "allowed_addresses": ["10.0.0.0/8"], "expires_at": "2027-01-01T00:00:00Z"}"""));
    }

    @Test
    void applicationsAreListedAndDeleted() {
        server.on("GET " + APPLICATIONS, Reply.json(200, Samples.page("", APPLICATION.formatted("null"))));
        server.on("DELETE " + APPLICATIONS + "/a_1", Reply.empty(204));

        Application application = applications.list().findFirst().orElseThrow();
        assertThat(application.clientSecret()).isNull();
        applications.delete(application.id());
        assertThat(server.lastRequest().methodAndPath()).isEqualTo("DELETE " + APPLICATIONS + "/a_1");
    }

    @Test
    void whatIsTakenAwayOfAnApplicationIsSentAsNull() {
        server.on("PATCH " + APPLICATIONS + "/a_1", Reply.json(200, APPLICATION.formatted("null")));

        applications.update("a_1", ApplicationChanges.NONE.expiresAt(null).scopes(Scope.EXPORT));
        assertThat(server.lastRequest().text()).isEqualTo("{\"expires_at\":null,\"scopes\":[\"export\"]}");

        applications.update("a_1", ApplicationChanges.NONE);
        assertThat(server.lastRequest().text()).isEqualTo("{}");
    }

    @Test
    void secretsAreRotatedAndRevealed() {
        server.on("POST " + APPLICATIONS + "/a_1/rotate", Reply.json(200, APPLICATION.formatted("\"new\"")));
        server.on("POST " + APPLICATIONS + "/a_1/reveal", Reply.json(200, APPLICATION.formatted("\"old\"")));

        assertThat(applications.rotate("a_1", Duration.ofDays(2)).clientSecret())
                .isEqualTo("new");
        assertThat(server.lastRequest().text()).isEqualTo("{\"overlap\":\"PT48H\"}");
        applications.rotate("a_1");
        assertThat(server.lastRequest().text()).isEqualTo("{}");
        assertThat(applications.reveal("a_1").clientSecret()).isEqualTo("old");
        assertThat(server.lastRequest().bytes()).isEmpty();
    }

    @Test
    void peopleAreListedMadeChangedAndDeleted() {
        server.on("GET /v1/people", Reply.json(200, Samples.page("", PERSON)));
        server.on("POST /v1/people", Reply.json(201, PERSON));
        server.on("PATCH /v1/people/u_1", Reply.json(200, PERSON));
        server.on("DELETE /v1/people/u_1", Reply.json(200, """
                {"applications": [{"id": "a_1", "client_id": "c_1", "name": "Shop", "scopes": ["read"]}]}"""));

        assertThat(client.people().list().map(Person::role)).containsExactly(Role.EDITOR);

        PersonDraft ada = new PersonDraft("ada@example.com", "Ada", Role.EDITOR, "correct horse");
        assertThat(client.people().create(ada).lastSignInAt()).isEqualTo("2026-03-02T06:00:00Z");
        assertThat(server.lastRequest().json()).isEqualTo(MusterJson.mapper().readTree("""
                {"email": "ada@example.com", "name": "Ada", "role": "editor", "password": "correct horse"}"""));

        client.people().update("u_1", PersonChanges.NONE.withRole(Role.VIEWER));
        assertThat(server.lastRequest().text()).isEqualTo("{\"role\":\"viewer\"}");

        assertThat(client.people().delete("u_1").applications())
                .containsExactly(new PersonDeletion.Left("a_1", "c_1", "Shop", List.of(Scope.READ)));
        assertThat(server.lastRequest().methodAndPath()).isEqualTo("DELETE /v1/people/u_1");
    }

    @Test
    void passwordsAreNeverPrinted() {
        PersonChanges changes = PersonChanges.NONE.withPassword("correct horse");

        assertThat(changes.toString()).doesNotContain("correct horse");
        assertThat(new PersonDraft("a@example.com", "A", Role.OWNER, "correct horse").toString())
                .doesNotContain("correct horse");
        assertThat(MusterJson.mapper().writeValueAsString(changes)).isEqualTo("{\"password\":\"correct horse\"}");
    }

    @Test
    void whatTheServerWouldNotKnowAgainIsNotSentAgain() {
        server.on("POST /v1/people", Reply.hangUp(), Reply.json(201, PERSON));

        PersonDraft ada = new PersonDraft("ada@example.com", "Ada", Role.EDITOR, "correct horse");
        assertThatThrownBy(() -> client.people().create(ada)).isInstanceOf(MusterConnectionException.class);

        assertThat(pauses.all()).isEmpty();
    }

    @Test
    void credentialsSayWhoseTheyAre() {
        server.on("GET /v1/session", Reply.json(200, """
                {"kind": "application", "id": "c_1", "organization": "o_1", "email": null, "name": "Loader",
                 "role": null, "scopes": ["read"], "csrf_token": null}"""));

        Session session = client.session();

        assertThat(session.kind()).isEqualTo("application");
        assertThat(session.role()).isNull();
        assertThat(session.scopes()).containsExactly(Scope.READ);
    }

    @Test
    void theAuditTrailIsListed() {
        server.on("GET /v1/audit", Reply.json(200, Samples.page("", ENTRY)));

        AuditFilter reveals = AuditFilter.ALL
                .project("shop")
                .actor("person:u_1")
                .action("application.reveal")
                .result("ok")
                .from(Instant.parse("2026-03-01T00:00:00Z"))
                .to(Instant.parse("2026-04-01T00:00:00Z"));
        AuditEntry entry = client.audit().list(reveals).findFirst().orElseThrow();

        assertThat(entry.entry().action()).isEqualTo("application.reveal");
        assertThat(entry.entry().detail()).containsEntry("name", "Loader");
        assertThat(server.lastRequest().query())
                .isEqualTo("project=shop&actor=person:u_1&action=application.reveal&result=ok"
                        + "&from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z");
    }

    @Test
    void theAuditTrailIsReadByteForByte() throws IOException {
        byte[] lines = "{\"seq\":1,\"entry\":{ },\"hash\":\"00\"}\n".getBytes(UTF_8);
        server.on("GET /v1/audit", Reply.bytes(200, "application/x-ndjson", lines));

        try (InputStream trail = client.audit().ndjson(AuditFilter.ALL)) {
            assertThat(trail.readAllBytes()).isEqualTo(lines);
        }
        assertThat(server.lastRequest().header("Accept")).contains("application/x-ndjson");
    }
}
