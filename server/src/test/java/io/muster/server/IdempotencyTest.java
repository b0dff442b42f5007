package io.muster.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.MusterException;
import io.muster.server.access.Applications;
import io.muster.server.access.Caller;
import io.muster.server.access.Reach;
import io.muster.server.access.Scope;
import io.muster.server.idempotency.Idempotency;
import io.muster.server.idempotency.IdempotencyKey;
import io.muster.server.idempotency.Made;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.TestServer;
import java.nio.file.Path;
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
        String path = "/v1/projects/default/applications";
        String body = "{\"name\": \"Mine\", \"scopes\": [\"read\"]}";

        Answer mine = owner.post(path, body);
        Answer theirs = another.post(path, body);

        assertThat(mine.status()).as(mine.text()).isEqualTo(201);
        assertThat(theirs.status()).as(theirs.text()).isEqualTo(201);
        assertThat(theirs.at("/client_id")).isNotEqualTo(mine.at("/client_id"));
        assertThat(another.post(path, body).text()).isEqualTo(theirs.text());
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
