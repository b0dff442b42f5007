package io.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.MusterException;
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
import io.muster.server.test.TestServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

@OnEachDatabase
class IdempotencyTest {
    private static final Caller CALLER =
            Caller.application(TestServer.CLIENT_ID, "default", Reach.everything(), Set.of(Scope.values()));

    private static final String APPLICATIONS = "/v1/projects/default/applications";
    private static final String APPLICATION = "{\"name\": \"Mine\", \"scopes\": [\"read\"]}";

    private final Database database;
    private final TestServer server;
    private final String key = UUID.randomUUID().toString();
    private final ApiClient owner;

    IdempotencyTest(Database database) {
        this.database = database;
        this.server = TestServer.on(database);
        this.owner = server.owner().with("Idempotency-Key", key);
    }

    @Test
    void theSameRequestGetsTheFirstAnswer() {
        Answer first = owner.post("/v1/projects", "{\"name\": \"Once\", \"key\": \"once-" + key + "\"}");
        Answer again = owner.post("/v1/projects", "{\"key\": \"once-" + key + "\",   \"name\": \"Once\"}");

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    }

    @Test
    void anotherRequestWithTheKeyIsRefused() {
        owner.post("/v1/projects", "{\"name\": \"One\", \"key\": \"one-" + key + "\"}");
        Answer other = owner.post("/v1/projects", "{\"name\": \"Two\", \"key\": \"two-" + key + "\"}");

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.at("/code")).isEqualTo("idempotency_mismatch");
    }

    @Test
    void aKeyIsItsCallersOwn() {
        Applications.Credentials made =
                server.bean(Applications.class).create("default", null, "Another", Set.of(Scope.values()));
        ApiClient another =
                server.anybody().as(made.clientId(), made.clientSecret()).with("Idempotency-Key", key);
        Answer mine = owner.post(APPLICATIONS, APPLICATION);
        Answer theirs = another.post(APPLICATIONS, APPLICATION);

        assertThat(mine.status()).as(mine.text()).isEqualTo(201);
        assertThat(theirs.status()).as(theirs.text()).isEqualTo(201);
        assertThat(theirs.at("/client_id")).isNotEqualTo(mine.at("/client_id"));
        assertThat(another.post(APPLICATIONS, APPLICATION).text()).isEqualTo(theirs.text());
    }

    @Test
    void aSecretThatIsToldAgainIsInTheAuditTrail() {
        Answer made = owner.post(APPLICATIONS, APPLICATION);

        assertThat(owner.post(APPLICATIONS, APPLICATION).text()).isEqualTo(made.text());

        Answer trail = owner.get("/v1/audit?action=secret.reveal&limit=1");
        assertThat(trail.at("/items/0/entry/target")).isEqualTo(made.header("Location"));
    }

    @Test
    void whoMayDoLessByNowIsNotToldOfItAgain() {
        ApiClient plain = server.owner();
        Answer application =
                plain.post(APPLICATIONS, "{\"name\": \"Less\", \"scopes\": [\"admin\", \"read\", \"export\"]}");
        ApiClient less = server.anybody()
                .as(application.at("/client_id"), application.at("/client_secret"))
                .with("Idempotency-Key", key);
        Answer made = less.post(APPLICATIONS, APPLICATION);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(plain.patch(APPLICATIONS + "/" + application.at("/id"), "{\"scopes\": [\"admin\", \"read\"]}")
                        .status())
                .isEqualTo(200);

        Answer again = less.post(APPLICATIONS, APPLICATION);

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.at("/code")).isEqualTo("idempotency_mismatch");
    }

    @Test
    void whereOnlyHashesAreKeptNoSecretIsToldAgain(@TempDir Path data) {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("muster.secret.reveal", "false");
        try (TestServer hashes = TestServer.start(data, settings)) {
            ApiClient client = hashes.owner().with("Idempotency-Key", key);
            assertThat(client.post(APPLICATIONS, APPLICATION).status()).isEqualTo(201);

            Answer again = client.post(APPLICATIONS, APPLICATION);

            assertThat(again.status()).as(again.text()).isEqualTo(409);
            List<String> kept = hashes.bean(Catalog.class)
                    .read(db -> db.fetch("select response from idempotency").getValues(0, String.class));
            assertThat(kept).containsExactly("sealed:");
        }
    }

    @Test
    void aRequestThatFailedMayBeMended() {
        assertThat(owner.post("/v1/projects", "{\"name\": 1}").status()).isEqualTo(422);

        assertThat(owner.post("/v1/projects", "{\"name\": \"Mended\", \"key\": \"mended-" + key + "\"}")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void whileTheFirstRunsTheSecondIsRefused() {
        Idempotency idempotency = server.bean(Idempotency.class);
        IdempotencyKey request = new IdempotencyKey(CALLER, null, key, "POST /somewhere");
        var body = JsonNodeFactory.instance.objectNode();

        idempotency.once(
                request,
                body,
                () -> {
                    Assertions.assertThatThrownBy(() -> idempotency.once(request, body, () -> Made.ok(Map.of())))
                            .isInstanceOfSatisfying(
                                    MusterException.class,
                                    e -> assertThat(e.code().code()).isEqualTo("conflict"));
                    return body;
                },
                Made::ok);

        assertThat(idempotency
                        .once(request, body, () -> Made.ok(Map.of("made", "twice")))
                        .getBody())
                .isEqualTo("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void anAnswerSurvivesARestart(@TempDir Path data) {
        Map<String, String> settings = database.settings();
        String body = "{\"name\": \"Kept\", \"key\": \"kept\"}";
        Answer first;
        try (TestServer before = TestServer.start(data, settings)) {
            first = before.owner().with("Idempotency-Key", key).post("/v1/projects", body);
        }
        try (TestServer after = TestServer.start(data, settings)) {
            Answer again = after.owner().with("Idempotency-Key", key).post("/v1/projects", body);
            assertThat(again.text()).isEqualTo(first.text());
        }
    }

    @Test
    void aTryThatDiedWithItsServerDoesNotBlockTheNext(@TempDir Path data) {
        IdempotencyKey request = new IdempotencyKey(CALLER, null, key, "POST /v1/projects");
        Map<String, String> settings = Map.of();
        try (TestServer before = TestServer.start(data, settings)) {
            assertThat(before.bean(Idempotency.class).begin(request).isRepeated())
                    .isFalse();
        }
        try (TestServer after = TestServer.start(data, settings)) {
            assertThat(after.bean(Idempotency.class).begin(request).isRepeated())
                    .isFalse();
        }
    }

    @Test
    void aKeyThatIsTooLongIsRefused() {
        Answer answer =
                server.owner().with("Idempotency-Key", "k".repeat(256)).post("/v1/projects", "{\"name\":\"x\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/detail")).contains("Idempotency-Key", "256");
    }
}
