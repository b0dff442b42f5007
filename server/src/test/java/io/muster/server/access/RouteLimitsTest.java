package io.muster.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.TestServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often applications and organizations may ask, by what they ask for. */
class RouteLimitsTest {
    private static final String HOME = "/v1/projects/default";
    private static final Map<String, Function<ApiClient, Answer>> CLASSES = Map.of(
            "ingest",
            client -> client.post(
                    HOME + "/profiles/import",
                    "application/x-ndjson",
                    "{\"id\":\"a\"}".getBytes(StandardCharsets.UTF_8)),
            "read",
            client -> client.get(HOME),
            "segments",
            client -> client.delete(HOME + "/segments/none"),
            "export",
            client -> client.get(HOME + "/exports"),
            "erase",
            client -> client.get(HOME + "/erasures"),
            "admin",
            client -> client.get(HOME + "/applications"));

    @Test
    void eachClassHasARateOfAnApplicationAndOneOfItsOrganization(@TempDir Path directory) {
        Map<String, String> settings = new HashMap<>();
        CLASSES.keySet().forEach(name -> {
            settings.put("muster.limit.application." + name, "2/h");
            settings.put("muster.limit.organization." + name, "3/h");
        });
        try (TestServer server = TestServer.start(directory.resolve("data"), settings)) {
            ApiClient one = client(server);
            ApiClient other = client(server);
            CLASSES.forEach((name, ask) -> {
                allowed(ask.apply(one));
                allowed(ask.apply(one));
                refused(name, 2, "You may", ask.apply(one));
                allowed(ask.apply(other));
                refused(name, 3, "Your organization may", ask.apply(other));
            });
        }
    }

    @Test
    void everyWayToATokenCountsAsOne(@TempDir Path directory) {
        Map<String, String> settings = Map.of("muster.limit.application.token", "3/h");
        try (TestServer server = TestServer.start(directory.resolve("data"), settings)) {
            Applications.Credentials made = application(server);
            String pair =
                    "\"client_id\":\"" + made.clientId() + "\",\"client_secret\":\"" + made.clientSecret() + "\"}";
            List<Answer> tokens = List.of(
                    server.anybody().post("/oauth/token", "{\"grant_type\":\"client_credentials\"," + pair),
                    server.anybody().post("/api/tokens/xapp_token", "{" + pair),
                    server.anybody().post("/oauth2/access_token", "{\"grant_type\":\"client_credentials\"," + pair));
            tokens.forEach(RouteLimitsTest::allowed);

            for (Answer refused : List.of(
                    server.anybody().post("/oauth/token", "{\"grant_type\":\"client_credentials\"," + pair),
                    server.anybody().post("/api/tokens/xapp_token", "{" + pair),
                    server.anybody().post("/oauth2/access_token", "{\"grant_type\":\"client_credentials\"," + pair))) {
                assertThat(refused.status()).as(refused.text()).isEqualTo(429);
                assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"token\";q=3;w=3600");
            }
        }
    }

    @Test
    void aLetterWrittenOtherwiseIsTheSameInterface(@TempDir Path directory) {
        Map<String, String> settings = Map.of("muster.limit.application.artsy", "2/h");
        try (TestServer server = TestServer.start(directory.resolve("data"), settings)) {
            Applications.Credentials made = application(server);
            String token = server.anybody()
                    .as(made.clientId(), made.clientSecret())
                    .post("/oauth/token", "{\"grant_type\":\"client_credentials\"}")
                    .at("/access_token");
            ApiClient artsy = server.anybody().with("X-Access-Token", token).unchecked();

            allowed(artsy.get("/api/users/x"));
            allowed(artsy.get("/%61pi/users/x"));
            Answer refused = artsy.get("/ap%69/%75sers/x");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.header("RateLimit-Policy")).isEqualTo("\"artsy\";q=2;w=3600");
        }
    }

    /** Of a small rate every request is asked for; of a large one a server takes a twentieth at a time. */
    @Test
    void serversOnOneDatabaseShareThem(@TempDir Path first, @TempDir Path second) {
        Map<String, String> settings = new HashMap<>(Database.POSTGRESQL.settings());
        settings.put("muster.limit.application.export", "20/h");
        settings.put("muster.limit.organization.erase", "10/h");
        settings.put("muster.limit.project.read", "100/h");
        try (TestServer one = TestServer.start(first, settings);
                TestServer other = TestServer.start(second, settings)) {
            assertThat(allowed(one, other, "export", 30)).isEqualTo(20);
            assertThat(allowed(one, other, "erase", 20)).isEqualTo(10);
            assertThat(allowed(one, other, "read", 150)).isBetween(100, 115);
        }
    }

    private static int allowed(TestServer one, TestServer other, String name, int times) {
        Function<ApiClient, Answer> ask = Objects.requireNonNull(CLASSES.get(name));
        int allowed = 0;
        for (int i = 0; i < times; i++) {
            Answer answer = ask.apply((i % 2 == 0 ? one : other).owner());
            if (answer.status() == 200) {
                allowed++;
            } else {
                assertThat(answer.status()).as(answer.text()).isEqualTo(429);
            }
        }
        return allowed;
    }

    private static void allowed(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isIn(200, 201, 404);
    }

    private static void refused(String name, int most, String who, Answer answer) {
        assertThat(answer.status()).as(name + ": " + answer.text()).isEqualTo(429);
        assertThat(answer.header("RateLimit-Policy")).isEqualTo("\"" + name + "\";q=" + most + ";w=3600");
        assertThat(answer.header("RateLimit")).startsWith("\"" + name + "\";r=0;t=");
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 3600);
        assertThat(answer.at("/detail")).startsWith(who);
    }

    private static ApiClient client(TestServer server) {
        Applications.Credentials made = application(server);
        return server.anybody().as(made.clientId(), made.clientSecret());
    }

    private static Applications.Credentials application(TestServer server) {
        return server.bean(Applications.class).create("default", null, "Test", EnumSet.allOf(Scope.class));
    }
}
