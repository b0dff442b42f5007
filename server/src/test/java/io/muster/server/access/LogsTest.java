package io.muster.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWT;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.IdentityProviderServer;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Everything that carries a secret, and what is known of people, with the log as talkative as one setting makes it. */
class LogsTest {
    private static final String PASSWORD = "correct-horse-battery";
    private static final String WRONG = "a-wrong-secret-of-someone";
    private static final String PROFILE = "profile-of-somebody";
    private static final String VALUE = "what-is-known-of-somebody";
    private static final String ADDRESS = "somebody@example.org";
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
        List<String> secrets = new ArrayList<>(List.of(
                TestServer.CLIENT_SECRET,
                PASSWORD,
                WRONG,
                STORAGE_KEY,
                IdentityProviderServer.CLIENT_SECRET,
                IdentityProviderServer.ACCESS_TOKEN,
                PROFILE,
                VALUE,
                ADDRESS));
        Map<String, String> settings = new HashMap<>(Map.of(
                "logging.level.root", "trace",
                "logging.threshold.console", "off",
                "logging.file.name", log.toString(),
                "muster.outbound.allow", "127.0.0.0/8",
                "muster.bootstrap.email", "owner@example.com",
                "muster.bootstrap.password", PASSWORD));
        try (IdentityProviderServer provider = new IdentityProviderServer();
                TestServer server = TestServer.start(directory.resolve("data"), with(provider, settings))) {
            Answer made = applications(server, secrets);
            schemes(server, made.at("/client_id"), secrets);
            people(server, secrets);
            outgoing(server, secrets);
            byProvider(server, provider, secrets);
            profiles(server);
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

    @Test
    void whatOthersWroteIsNoLineOfTheLog() throws IOException {
        Path log = directory.resolve("log.txt");
        Map<String, String> settings = Map.of("logging.threshold.console", "off", "logging.file.name", log.toString());
        String forged = "said\n2026-01-01T00:00:00.000Z ERROR 1 --- [main] forged\r\u001b[31m\u202e";
        try (TestServer server = TestServer.start(directory.resolve("data"), settings)) {
            server.owner().get("/v1/projects");
            LoggerFactory.getLogger(LogsTest.class).warn("{}", forged, new IllegalStateException(forged));
        }

        String text = Files.readString(log);
        assertThat(text.lines().filter(line -> line.contains("forged")))
                .hasSize(2)
                .allMatch(line -> line.startsWith("| 2026-01-01"));
        assertThat(text).containsOnlyOnce("IllegalStateException").doesNotContain("\r", "\u001b", "\u202e");
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

    private static Map<String, String> with(IdentityProviderServer provider, Map<String, String> settings) {
        settings.putAll(provider.settings());
        return settings;
    }

    private static void byProvider(TestServer server, IdentityProviderServer provider, List<String> secrets) {
        for (String email : List.of("owner@example.com", "stranger@example.com")) {
            provider.says(claims -> claims.claim("email", email).claim("email_verified", true));
            provider.signs(claims -> {
                JWT token = provider.signed(claims);
                secrets.add(token.serialize());
                return token;
            });
            Answer begun = server.anybody().get("/oidc/sign-in");
            String cookie = begun.header("Set-Cookie").replaceFirst(";.*", "");
            secrets.add(cookie.substring(cookie.indexOf('=') + 1));
            String answer = provider.authorize(begun.header("Location"));
            Stream.of(answer.split("[&=]", -1))
                    .filter(part -> part.length() > 10)
                    .forEach(secrets::add);
            Answer end = server.anybody().with("Cookie", cookie).get("/oidc/callback?" + answer);
            if (end.status() < 400) {
                secrets.add(end.header("Set-Cookie").replaceFirst(";.*", "").replaceFirst(".*=", ""));
            }
        }
    }

    /** What comes in good and bad rows, and is asked for by paths and bodies. */
    private static void profiles(TestServer server) {
        ApiClient owner = server.owner();
        String project = "/v1/projects/default";
        String row = "{\"id\": \"" + PROFILE + "\", \"identities\": {\"email\": \"" + ADDRESS
                + "\"}, \"attributes\": {\"name\": \"" + VALUE + "\"}}\n{\"id\": \"" + PROFILE + "\", \"bad\": \""
                + VALUE
                + "\"}";
        Answer imported =
                owner.post(project + "/profiles/import", "application/x-ndjson", row.getBytes(StandardCharsets.UTF_8));
        assertThat(imported.at("/rejected")).as(imported.text()).isEqualTo("1");
        owner.get(project + "/profiles/" + PROFILE);
        owner.post(
                project + "/segments/preview",
                "{\"definition\": {\"attribute\": \"name\", \"is\": \"" + VALUE + "\"}}");
        owner.post(project + "/subject-access", "{\"profile\": \"" + PROFILE + "\"}");
        Answer erasure = owner.post(project + "/erasures", "{\"profiles\": [\"" + PROFILE + "\"], \"suppress\": true}");
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> owner.get(project + "/erasures/" + erasure.at("/id"))
                        .at("/state")
                        .equals("succeeded"));
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
