package io.muster.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Shop;
import io.muster.server.test.SlowBody;
import io.muster.server.test.SteppedClock;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests whose credentials end while their bodies still come. */
@TestInstance(Lifecycle.PER_CLASS)
class SlowBodiesTest {
    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";
    private static final String PASSWORD = "a password that is long enough";
    private static final String DISABLED = "{\"enabled\": false}";

    @TempDir
    private static Path data;

    private TestServer server;
    private ApiClient owner;
    private Shop shop;

    @BeforeAll
    void start() {
        server = TestServer.start(data, Map.of(), SteppedClock.class);
        owner = server.owner();
    }

    @BeforeEach
    void open() {
        shop = Shop.open(owner);
        owner.post(shop.path("/segments"), "{\"name\":\"Staff\",\"type\":\"static\"}");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"enabled": false}                     | 401
                    {"scopes": ["read"]}                   | 403
                    {"allowed_addresses": ["192.0.2.1"]}   | 403
                    """)
    void rowsOfAnApplicationThatMayNoMoreAreNotKept(String change, int status) {
        assertThat(imported(NDJSON, "{\"id\":\"early\"}\n", "{\"id\":\"late\"}\n", change))
                .isEqualTo(status);
        assertThat(imported(CSV, "id\nearly\n", "late\n", change)).isEqualTo(status);

        assertThat(shop.count("{\"all\":[]}")).isEqualTo(5);
    }

    @Test
    void rowsOfAnApplicationThatMayMoreByNowAreKept() {
        String change = "{\"scopes\": [\"ingest\", \"segments\", \"read\", \"export\"]}";

        assertThat(imported(NDJSON, "{\"id\":\"early\"}\n", "{\"id\":\"late\"}\n", change))
                .isEqualTo(200);

        assertThat(shop.count("{\"all\":[]}")).isEqualTo(7);
    }

    private int imported(String type, String first, String rest, String change) {
        return answered("POST", "/profiles/import", type, first, rest, change);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    text/csv         | id;anna;       | bo;
                    application/json | {"profiles": [ | "anna"]}
                    """)
    void membersOfAnApplicationThatIsDisabledDoNotChange(String type, String first, String rest) {
        int status = answered(
                "POST", "/segments/staff/members", type, first.replace(';', '\n'), rest.replace(';', '\n'), DISABLED);

        assertThat(status).isEqualTo(401);
        assertThat(shop.members("staff", 10)).isEmpty();
    }

    @Test
    void noOtherBodyTakesEffectForAnApplicationThatIsDisabled() {
        int status = answered(
                "POST", "/segments", "application/json", "{\"name\":\"Late\",", "\"type\":\"static\"}", DISABLED);

        assertThat(status).isEqualTo(401);
        assertThat(owner.get(shop.path("/segments/late")).status()).isEqualTo(404);
    }

    @Test
    void rowsThatComeWithATokenThatIsRevokedAreNotKept() {
        Answer made = application();
        String token = server.anybody()
                .as(made.at("/client_id"), made.at("/client_secret"))
                .post("/oauth/token", "{\"grant_type\": \"client_credentials\"}")
                .at("/access_token");
        SlowBody body = csv(server.anybody().with("Authorization", "Bearer " + token));

        server.anybody()
                .as(made.at("/client_id"), made.at("/client_secret"))
                .post("/oauth/revoke", "{\"token\": \"" + token + "\"}");

        assertThat(body.end("late\n").status()).isEqualTo(401);
        assertThat(shop.count("{\"all\":[]}")).isEqualTo(5);
    }

    @Test
    void rowsOfAPersonWhoSignedOutAreNotKept() {
        String email = "ada-" + shop.path("").hashCode() + "@example.com";
        owner.post(
                "/v1/people",
                "{\"email\": \"" + email + "\", \"name\": \"Ada\", \"role\": \"owner\", \"password\": \"" + PASSWORD
                        + "\"}");
        Answer session = server.anybody()
                .post("/v1/session", "{\"email\": \"" + email + "\", \"password\": \"" + PASSWORD + "\"}");
        ApiClient person = server.anybody()
                .with("Cookie", session.header("Set-Cookie").split(";", 2)[0])
                .with("X-CSRF-Token", session.at("/csrf_token"));
        SlowBody body = csv(person);

        assertThat(person.delete("/v1/session").status()).isEqualTo(204);

        assertThat(body.end("late\n").status()).isEqualTo(401);
        assertThat(shop.count("{\"all\":[]}")).isEqualTo(5);
    }

    /** An import whose body's beginning is on the server's disk. */
    private SlowBody csv(ApiClient client) {
        return SlowBody.begin(
                client.with("Content-Type", CSV),
                "POST",
                shop.path("/profiles/import"),
                "id\nearly\n",
                SlowBodiesTest::isUnderWay);
    }

    private static boolean isUnderWay() throws IOException {
        try (Stream<Path> uploads = Files.list(data.resolve("uploads"))) {
            return uploads.findAny().isPresent();
        }
    }

    private Answer application() {
        Answer made = owner.post(
                shop.path("/applications"), "{\"name\": \"Slow\", \"scopes\": [\"ingest\", \"segments\", \"read\"]}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made;
    }

    /** The status of a request of an application that is changed while its body comes. */
    private int answered(String method, String path, String type, String first, String rest, String change) {
        Answer made = application();
        String application = shop.path("/applications/" + made.at("/id"));
        ApiClient client = server.anybody().as(made.at("/client_id"), made.at("/client_secret"));
        SlowBody body = SlowBody.begin(
                client.with("Content-Type", type),
                method,
                shop.path(path),
                first,
                () -> !owner.get(application).json().get("last_used_at").isNull());

        assertThat(owner.patch(application, change).status()).isEqualTo(200);
        server.bean(SteppedClock.class).step(Duration.ofSeconds(2));

        return body.end(rest).status();
    }
}
