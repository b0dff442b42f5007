package io.muster.server.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.server.audit.AuditTrail;
import io.muster.server.audit.Tampering;
import io.muster.server.catalog.Catalog;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@OnEachDatabase
class AuditTest {
    private static final List<String> REPLACING_IN_SQLITE = List.of(
            "insert or replace into audit select * from audit where organization = ? and seq = 1",
            "insert or replace into audit (rowid, organization, seq, at, entry, actor, action, result, hash) "
                    + "select rowid, 'another', seq, at, entry, actor, action, result, hash from audit where organization = ?",
            "insert or replace into audit_head select * from audit_head where organization = ?",
            "insert or replace into audit_head (rowid, organization, seq, hash) "
                    + "select rowid, 'another', seq, hash from audit_head where organization = ?");

    private static final List<String> REPLACING_IN_POSTGRESQL =
            List.of("insert into audit select * from audit where organization = ? "
                    + "on conflict (organization, seq) do update set action = 'nothing'");

    private final TestServer server;
    private final Tenants tenants;
    private final String organization;
    private final ApiClient owner;
    private final AuditTrail trail;

    AuditTest(Database database) {
        this.server = TestServer.on(database);
        this.tenants = new Tenants(server);
        this.organization = tenants.organization();
        this.owner = tenants.owner(organization);
        this.trail = server.bean(AuditTrail.class);
    }

    @Test
    void itSaysWhoDidWhatFromWhereWithWhichResult() {
        Answer project = tenants.project(owner);
        owner.with("X-Request-Id", "7c1f0d62-4b0e-4d0b-9a53-0f6f1f0e7a11")
                .delete("/v1/projects/" + project.at("/key"), "{\"name\": \"" + project.at("/name") + "\"}");

        untilThereAre(1, "project.delete");
        Answer newest = owner.get("/v1/audit?limit=1&action=project.delete");
        assertThat(newest.at("/items/0/entry/action")).isEqualTo("project.delete");
        assertThat(newest.at("/items/0/entry/actor")).startsWith("application:c_");
        assertThat(newest.at("/items/0/entry/address")).isEqualTo("127.0.0.1");
        assertThat(newest.at("/items/0/entry/result")).isEqualTo("ok");
        assertThat(newest.at("/items/0/entry/request_id")).isEqualTo("7c1f0d62-4b0e-4d0b-9a53-0f6f1f0e7a11");
        assertThat(newest.at("/items/0/entry/project")).isEqualTo(project.at("/id"));
    }

    @Test
    void whatWasRefusedIsInItToo() {
        ApiClient reader = tenants.client(organization, java.util.Set.of(Scope.READ));
        reader.post("/v1/projects", "{\"name\": \"No\"}");
        assertThat(reader.get("/v1/people").status()).isEqualTo(403);

        untilThereAre(1, "project.create");
        untilThereAre(1, "person.list");
        Answer refused = owner.get("/v1/audit?result=refused");
        assertThat(refused.at("/items/0/entry/detail/status")).isEqualTo("403");
    }

    @Test
    void aRightSecretFromAnAddressThatIsNotAllowedIsInItOnceAMinute() {
        Answer made = owner.post(
                "/v1/projects/" + tenants.project(owner).at("/id") + "/applications",
                "{\"name\": \"Office\", \"scopes\": [\"read\"], \"allowed_addresses\": [\"203.0.113.0/24\"]}");
        ApiClient elsewhere = server.anybody().as(made.at("/client_id"), made.at("/client_secret"));

        for (int i = 0; i < 20; i++) {
            assertThat(elsewhere.get("/v1/projects").status()).isEqualTo(403);
        }

        untilThereAre(1, "credentials.refused");
        Answer refused = owner.get("/v1/audit?action=credentials.refused");
        assertThat(refused.at("/items/0/entry/actor")).isEqualTo("application:" + made.at("/client_id"));
        assertThat(refused.at("/items/0/entry/result")).isEqualTo("forbidden");
        assertThat(refused.at("/items/0/entry/detail/from")).isEqualTo("127.0.0.1");
    }

    @Test
    void aSessionWithoutItsProofIsInIt() {
        String email = UUID.randomUUID() + "@example.com";
        String login = "{\"email\": \"" + email + "\", \"password\": \"correct horse\"}";
        Answer person = owner.post("/v1/people", login.replace("}", ", \"name\": \"Ada\", \"role\": \"owner\"}"));
        Answer session = server.anybody().post("/v1/session", login);
        ApiClient forged =
                server.anybody().with("Cookie", session.header("Set-Cookie").replaceFirst(";.*", ""));

        assertThat(forged.post("/v1/projects", "{\"name\": \"No\"}").status()).isEqualTo(403);

        untilThereAre(1, "credentials.refused");
        assertThat(owner.get("/v1/audit?action=credentials.refused").at("/items/0/entry/actor"))
                .isEqualTo("person:" + person.at("/id"));
    }

    @Test
    void tokensAreInItFromTheirIssueToTheirRevocation() {
        String token = owner.post("/oauth/token", "{\"grant_type\":\"client_credentials\"}")
                .at("/access_token");
        owner.post("/oauth/revoke", "{\"token\": \"" + token + "\"}");

        untilThereAre(1, "token.revoke");
        Answer issued = owner.get("/v1/audit?action=token.issue");
        Answer revoked = owner.get("/v1/audit?action=token.revoke");
        assertThat(issued.at("/items/0/entry/target")).startsWith("t_").isEqualTo(revoked.at("/items/0/entry/target"));
        assertThat(issued.at("/items/0/entry/actor")).startsWith("application:c_");
        assertThat(issued.text() + revoked.text()).doesNotContain(token.substring(token.lastIndexOf('.')));
    }

    @Test
    void itIsReadInPagesAndAsALineEachAndNeverByOthers() {
        for (int i = 0; i < 5; i++) {
            tenants.project(owner);
        }
        untilThereAre(5, "project.create");
        Answer first = owner.get("/v1/audit?limit=4&action=project.create");
        Answer second = owner.get("/v1/audit?limit=4&action=project.create&cursor=" + first.at("/next_cursor"));
        Answer lines = owner.with("Accept", "application/x-ndjson").get("/v1/audit?action=project.create");

        assertThat(first.json().get("items").size()).isEqualTo(4);
        assertThat(second.json().get("items").size()).isEqualTo(1);
        assertThat(lines.text().lines()).hasSize(5).allMatch(line -> line.contains("\"hash\":"));
        ApiClient stranger = tenants.owner(tenants.organization());
        assertThat(stranger.get("/v1/audit?action=project.create")
                        .json()
                        .get("items")
                        .isEmpty())
                .isTrue();
    }

    @Test
    void anApplicationOfOneProjectSeesWhatWasDoneInIt() {
        Answer mine = tenants.project(owner);
        Answer other = tenants.project(owner);
        Answer made = owner.post(
                "/v1/projects/" + mine.at("/id") + "/applications",
                "{\"name\": \"Auditor\", \"scopes\": [\"admin\", \"read\"]}");
        owner.patch("/v1/projects/" + mine.at("/id"), "{\"name\": \"Mine\"}");
        owner.patch("/v1/projects/" + other.at("/id"), "{\"name\": \"Other\"}");
        untilThereAre(2, "project.update");
        ApiClient bound = server.anybody().as(made.at("/client_id"), made.at("/client_secret"));

        assertThat(bound.get("/v1/audit").text()).contains(mine.at("/id")).doesNotContain(other.at("/id"));
        assertThat(bound.get("/v1/audit?project=" + other.at("/id")).status()).isEqualTo(404);
    }

    @Test
    void entriesOfManyAtOnceMakeOneChain() throws Exception {
        List<Callable<Answer>> calls = IntStream.range(0, 40)
                .mapToObj(i -> (Callable<Answer>) () -> tenants.project(owner))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            threads.invokeAll(calls);
        }

        untilThereAre(40, "project.create");
        assertThat(trail.firstFault(organization)).isEmpty();
    }

    @Test
    void whatIsChangedOrTakenOutIsFound() {
        for (int i = 0; i < 5; i++) {
            tenants.project(owner);
        }
        untilThereAre(5, "project.create");
        assertThat(trail.firstFault(organization)).isEmpty();
        Catalog catalog = server.bean(Catalog.class);

        String some = "where organization = ? and seq = 3";

        for (String change : List.of(
                "action = 'nothing'",
                "actor = 'nobody'",
                "at = at + 1",
                "project = 'another'",
                "result = 'refused'",
                "entry = replace(entry, 'project.create', 'project.update')")) {
            String column = change.replaceFirst(" .*", "");
            Object value =
                    catalog.read(dsl -> dsl.fetchValue("select " + column + " from audit " + some, organization));
            Tampering.execute(catalog, "update audit set " + change + " " + some, organization);
            assertThat(trail.firstFault(organization)).as(change).hasValue(3);
            Tampering.execute(catalog, "update audit set " + column + " = ? " + some, value, organization);
            assertThat(trail.firstFault(organization)).as("put back").isEmpty();
        }

        Object head =
                catalog.read(dsl -> dsl.fetchValue("select hash from audit_head where organization = ?", organization));
        Tampering.execute(catalog, "update audit_head set hash = 'another' where organization = ?", organization);
        assertThat(trail.firstFault(organization)).as("it ends otherwise").isPresent();
        Tampering.execute(catalog, "update audit_head set hash = ? where organization = ?", head, organization);
        assertThat(trail.firstFault(organization)).as("put back").isEmpty();

        Tampering.execute(catalog, "delete from audit where organization = ? and seq >= 3", organization);
        assertThat(trail.firstFault(organization)).as("the end is cut off").hasValue(3);
    }

    @Test
    void theDatabaseItselfRefusesToChangeIt() {
        tenants.project(owner);
        untilThereAre(1, "project.create");
        Catalog catalog = server.bean(Catalog.class);

        List<String> changes = new ArrayList<>(List.of(
                "update audit set action = 'nothing' where organization = ?",
                "delete from audit where organization = ?",
                "delete from audit_head where organization = ?"));
        changes.addAll(catalog.isShared() ? REPLACING_IN_POSTGRESQL : REPLACING_IN_SQLITE);
        for (String sql : changes) {
            assertThatThrownBy(() -> catalog.change(dsl -> dsl.execute(sql, organization)))
                    .as(sql)
                    .hasMessageContaining("only added to");
        }
        assertThat(trail.firstFault(organization)).isEmpty();
        assertThat(trail.missingGuards()).isEmpty();
    }

    @Test
    void whatAClientCallsItsRequestIsInItOnlyIfThatNamesNobody() {
        for (String id : List.of("anna@example.com", "4711", "r_anna")) {
            Answer made = owner.with("X-Request-Id", id)
                    .post("/v1/projects", "{\"name\": \"P\", \"key\": \"p-" + UUID.randomUUID() + "\"}");
            assertThat(made.header("X-Request-Id")).isEqualTo(id);
        }
        Answer own = tenants.project(owner);

        untilThereAre(4, "project.create");
        JsonNode entries = owner.get("/v1/audit?action=project.create").json().get("items");
        assertThat(entries.get(0).at("/entry/request_id").asString()).isEqualTo(own.header("X-Request-Id"));
        for (int i = 1; i < 4; i++) {
            assertThat(entries.get(i).at("/entry/request_id").asString()).isEmpty();
        }
    }

    /** What a request leaves in the trail may come a moment after its answer. */
    private void untilThereAre(int count, String action) {
        Awaitility.await()
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(owner.get("/v1/audit?limit=1000&action=" + action)
                                .json()
                                .get("items")
                                .size())
                        .isEqualTo(count));
    }

    @Test
    void badQuestionsAreProblems() {
        assertThat(owner.get("/v1/audit?from=yesterday").status()).isEqualTo(400);
        assertThat(owner.get("/v1/audit?cursor=x").status()).isEqualTo(400);
    }
}
