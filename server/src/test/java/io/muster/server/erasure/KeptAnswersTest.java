package io.muster.server.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.server.access.Applications;
import io.muster.server.access.Caller;
import io.muster.server.access.Reach;
import io.muster.server.access.Scope;
import io.muster.server.catalog.Catalog;
import io.muster.server.idempotency.Idempotency;
import io.muster.server.idempotency.IdempotencyKey;
import io.muster.server.idempotency.Made;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** Answers that are kept for repeated requests, and may tell of people. */
@OnEachDatabase
class KeptAnswersTest {

    private final TestServer server;
    private final ApiClient owner;
    private final Shop shop;
    private final String somebody = "u" + UUID.randomUUID();

    KeptAnswersTest(Database database) {
        this.server = TestServer.on(database);
        this.owner = server.owner();
        this.shop = Shop.empty(owner);
    }

    @Test
    void anApplicationsAnswersGoWithIt() {
        Answer made = owner.post(shop.path("/applications"), "{\"name\": \"Loader\", \"scopes\": [\"ingest\"]}");
        importBadRow(shop, server.anybody().as(made.at("/client_id"), made.at("/client_secret")));
        assertThat(kept()).isEqualTo(1);

        assertThat(owner.delete(shop.path("/applications/" + made.at("/id"))).status())
                .isEqualTo(204);

        assertThat(kept()).isZero();
    }

    @Test
    void aPersonsAnswersGoWithThem() {
        String person =
                "{\"email\": \"" + UUID.randomUUID() + "@example.com\", \"password\": \"correct horse battery\"";
        Answer made = owner.post("/v1/people", person + ", \"name\": \"Ada\", \"role\": \"editor\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        Answer session = server.anybody().post("/v1/session", person + "}");
        importBadRow(
                shop,
                server.anybody()
                        .with("Cookie", session.header("Set-Cookie").replaceFirst(";.*", ""))
                        .with("X-CSRF-Token", session.at("/csrf_token")));
        assertThat(kept()).isEqualTo(1);

        assertThat(owner.delete("/v1/people/" + made.at("/id")).status()).isEqualTo(200);

        assertThat(kept()).isZero();
    }

    @Test
    void aProjectsAnswersGoWithItAndNobodyElses() {
        Shop other = Shop.empty(owner);
        importBadRow(shop, owner);
        importBadRow(other, owner);
        Answer project = owner.with("Idempotency-Key", UUID.randomUUID().toString())
                .post("/v1/projects", "{\"name\": \"" + somebody + "\", \"key\": \"" + somebody + "\"}");
        assertThat(project.status()).as(project.text()).isEqualTo(201);
        assertThat(kept()).isEqualTo(3);

        delete(shop.path(""), "Shop");
        assertThat(kept()).isEqualTo(2);
        delete("/v1/projects/" + somebody, somebody);

        assertThat(kept()).isEqualTo(1);
    }

    @Test
    void anErasureLeavesOtherProjectsAnswersAlone() {
        Shop other = Shop.empty(owner);
        importBadRow(shop, owner);
        importBadRow(other, owner);

        erase();

        assertThat(kept()).isEqualTo(1);
    }

    @Test
    void anErasureReachesAnswersOfTheWholeOrganizationAndOfNoOther() {
        keepAnswer("default", TestServer.CLIENT_ID);
        String another = server.organization();
        keepAnswer(
                another,
                server.bean(Applications.class)
                        .create(another, null, "Test", Set.of(Scope.READ))
                        .clientId());
        assertThat(kept()).isEqualTo(2);

        erase();

        assertThat(kept()).isEqualTo(1);
    }

    @Test
    void whoAsksWhatThereIsOfThemIsToldOfAnswersToo() {
        shop.load("profiles", "{\"id\": \"" + somebody + "\"}");
        importBadRow(shop, owner);

        Answer asked = owner.post(shop.path("/subject-access"), "{\"profile\": \"" + somebody + "\"}");
        String file = shop.until("/subject-access/" + asked.at("/id"), "succeeded")
                .get("file")
                .asString();

        assertThat(owner.get(file).text()).contains("\"kind\":\"answer\"", "\"rejected\":1");
    }

    private void erase() {
        Answer asked = owner.post(shop.path("/erasures"), "{\"profiles\": [\"" + somebody + "\"]}");
        shop.until("/erasures/" + asked.at("/id"), "succeeded");
    }

    /** Of a request that concerned no project. */
    private void keepAnswer(String organization, String client) {
        Caller caller = Caller.application(client, organization, Reach.everything(), Set.of(Scope.READ));
        server.bean(Idempotency.class)
                .once(
                        new IdempotencyKey(caller, null, UUID.randomUUID().toString(), "POST /somewhere"),
                        JsonNodeFactory.instance.objectNode(),
                        () -> Made.ok(Map.of("name", somebody)));
    }

    private void importBadRow(Shop into, ApiClient client) {
        String row = "{\"id\": \"" + somebody + "\", \"time\": \"" + somebody + "\"}";
        Answer answer = client.with("Idempotency-Key", UUID.randomUUID().toString())
                .post(into.path("/profiles/import"), "application/x-ndjson", row.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).contains("\"rejected\":1", somebody);
    }

    private void delete(String project, String name) {
        Answer deleted = owner.delete(project, "{\"name\": \"" + name + "\"}");
        assertThat(deleted.status()).as(deleted.text()).isEqualTo(202);
        await().until(() -> owner.get(deleted.header("Location")).at("/state").equals("succeeded"));
    }

    /** How many kept answers speak of somebody. */
    private int kept() {
        return server.bean(Catalog.class)
                .read(db ->
                        db.fetchSingle("select count(*) from idempotency where response like ?", "%" + somebody + "%"))
                .get(0, Integer.class);
    }
}
