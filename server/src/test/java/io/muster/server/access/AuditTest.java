package io.muster.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.audit.AuditTrail;
import io.muster.server.catalog.Catalog;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class AuditTest {
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
        owner.with("X-Request-Id", "r-17")
                .delete("/v1/projects/" + project.at("/key"), "{\"name\": \"" + project.at("/name") + "\"}");

        untilThereAre(1, "project.delete");
        Answer newest = owner.get("/v1/audit?limit=1&action=project.delete");
        assertThat(newest.at("/items/0/entry/action")).isEqualTo("project.delete");
        assertThat(newest.at("/items/0/entry/actor")).startsWith("application:c_");
        assertThat(newest.at("/items/0/entry/address")).isEqualTo("127.0.0.1");
        assertThat(newest.at("/items/0/entry/result")).isEqualTo("ok");
        assertThat(newest.at("/items/0/entry/request_id")).isEqualTo("r-17");
        assertThat(newest.at("/items/0/entry/project")).isEqualTo(project.at("/id"));
    }

    @Test
    void whatWasRefusedIsInItToo() {
        ApiClient reader = tenants.client(organization, java.util.Set.of(Scope.READ));
        reader.post("/v1/projects", "{\"name\": \"No\"}");

        untilThereAre(1, "project.create");
        Answer refused = owner.get("/v1/audit?result=refused");
        assertThat(refused.at("/items/0/entry/detail/status")).isEqualTo("403");
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

        catalog.change(dsl -> dsl.execute(
                "update audit set entry = replace(entry, 'project.create', 'project.update') where organization = {0} and seq = 3",
                DSL.val(organization)));
        assertThat(trail.firstFault(organization)).hasValue(3);

        catalog.change(
                dsl -> dsl.execute("delete from audit where organization = {0} and seq >= 3", DSL.val(organization)));
        assertThat(trail.firstFault(organization)).as("the end is cut off").hasValue(3);
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
