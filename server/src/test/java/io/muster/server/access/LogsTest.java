package io.muster.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Everything that carries a secret, with the log as talkative as one setting makes it. */
class LogsTest {
    private static final String PASSWORD = "correct-horse-battery";
    private static final String WRONG = "a-wrong-secret-of-someone";
    private static final String STORAGE_KEY = "storage-key-of-a-bucket";

    @TempDir
    private Path directory;

    private final LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());

    /** What another server of this process has set up would stay. */
    @BeforeEach
    void begin() {
        logging.cleanUp();
    }

    @AfterEach
    void end() {
        logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        logging.cleanUp();
    }

    @Test
    void noSecretIsEverLogged() throws IOException {
        Path log = directory.resolve("log.txt");
        List<String> secrets = new ArrayList<>(List.of(TestServer.CLIENT_SECRET, PASSWORD, WRONG, STORAGE_KEY));
        try (TestServer server = TestServer.start(
                directory.resolve("data"),
                Map.of(
                        "logging.level.root", "trace",
                        "logging.threshold.console", "off",
                        "logging.file.name", log.toString(),
                        "muster.outbound.allow", "127.0.0.0/8",
                        "muster.bootstrap.email", "owner@example.com",
                        "muster.bootstrap.password", PASSWORD))) {
            Answer made = applications(server, secrets);
            schemes(server, made.at("/client_id"), secrets);
            people(server, secrets);
            outgoing(server, secrets);
            server.owner().get("/test/fault");
        }
        String text = Files.readString(log);
        assertThat(text).contains(" TRACE ", " DEBUG ", "A request failed");
        for (String secret : secrets) {
            assertThat(secret).hasSizeGreaterThan(10);
            assertThat(text.lines().filter(line -> line.contains(secret)).findFirst())
                    .as(secret)
                    .isEmpty();
        }
    }

    private static Answer applications(TestServer server, List<String> secrets) {
        ApiClient owner = server.owner();
        String path = "/v1/projects/default/applications";
        Answer made =
                owner.with("Idempotency-Key", "k").post(path, "{\"name\": \"A\", \"scopes\": [\"read\", \"ingest\"]}");
        Answer rotated = owner.post(path + "/" + made.at("/id") + "/rotate", "{}");
        owner.send("POST", path + "/" + made.at("/id") + "/reveal", BodyPublishers.noBody(), "");
        secrets.add(made.at("/client_secret"));
        secrets.add(rotated.at("/client_secret"));
        return rotated;
    }

    private static void schemes(TestServer server, String id, List<String> secrets) {
        String secret = secrets.getLast();
        ApiClient anybody = server.anybody();
        for (String each : List.of(secret, WRONG)) {
            String pair = Base64.getEncoder().encodeToString((id + ":" + each).getBytes(StandardCharsets.UTF_8));
            secrets.add(pair);
            for (String path : List.of("/v1/projects", "/service/jobs", "/metrics")) {
                anybody.with("Authorization", "Basic " + pair).get(path);
            }
            anybody.with("Authorization", "Basic " + pair).post("/v1/batch", "{}");
            anybody.with("Authorization", "Token token=\"" + each + "\"")
                    .with("public-api-key", id)
                    .get("/public/api/v1/segments");
            for (String path : List.of("/api/tokens/xapp_token", "/oauth2/access_token", "/v1/projects")) {
                anybody.unchecked().get(path + "?client_id=" + id + "&client_secret=" + each);
            }
            anybody.post(
                    "/oauth/token",
                    "application/x-www-form-urlencoded",
                    ("grant_type=client_credentials&client_id=" + id + "&client_secret=" + each)
                            .getBytes(StandardCharsets.UTF_8));
        }
        Answer token = anybody.as(id, secret).post("/oauth/token", "{\"grant_type\": \"client_credentials\"}");
        secrets.add(token.at("/access_token"));
        for (String bearer : List.of(token.at("/access_token"), WRONG)) {
            anybody.with("Authorization", "Bearer " + bearer).get("/v1/projects");
            anybody.with("Authorization", "Bearer " + bearer).get("/audience/v1/sections");
            anybody.with("X-Access-Token", bearer).get("/api/users");
            anybody.with("X-Auth-Token", bearer).get("/api/users");
            anybody.with("X-Xapp-Token", bearer).get("/api/users");
        }
        anybody.as(id, secret).post("/oauth/revoke", "{\"token\": \"" + token.at("/access_token") + "\"}");
    }

    private static void people(TestServer server, List<String> secrets) {
        ApiClient anybody = server.anybody();
        for (String password : List.of(WRONG, PASSWORD)) {
            Answer session = anybody.post(
                    "/v1/session", "{\"email\": \"owner@example.com\", \"password\": \"" + password + "\"}");
            if (session.status() < 400) {
                String cookie = session.header("Set-Cookie").replaceFirst(";.*", "");
                secrets.add(cookie.substring(cookie.indexOf('=') + 1));
                secrets.add(session.at("/csrf_token"));
                anybody.with("Cookie", cookie)
                        .with("X-CSRF-Token", session.at("/csrf_token"))
                        .post("/v1/projects", "{\"name\": \"P\", \"key\": \"p\"}");
            }
        }
    }

    /** What others gave us to use with them, and what we gave out to be used without credentials. */
    private static void outgoing(TestServer server, List<String> secrets) {
        ApiClient owner = server.owner();
        Answer webhook = owner.post(
                "/v1/projects/default/webhooks",
                "{\"url\": \"https://example.com/hook\", \"events\": [\"export.succeeded\"]}");
        assertThat(webhook.status()).as(webhook.text()).isEqualTo(201);
        secrets.add(owner.get("/v1/projects/default/webhooks/" + webhook.at("/id") + "/secret")
                .at("/secret"));
        Answer destination = owner.post(
                "/v1/projects/default/destinations",
                "{\"name\": \"Lake\", \"s3\": {\"endpoint\": \"http://127.0.0.1:9\", \"bucket\": \"exports-of-ours\", "
                        + "\"access_key_id\": \"AKIAEXAMPLE\", \"secret_access_key\": \"" + STORAGE_KEY + "\"}}");
        assertThat(destination.status()).as(destination.text()).isEqualTo(201);
        String path = "/v1/projects/default/destinations/" + destination.at("/key");
        Answer tried = owner.send("POST", path + "/test", BodyPublishers.noBody(), "");
        assertThat(tried.at("/reachable")).as(tried.text()).isEqualTo("false");
    }
}
