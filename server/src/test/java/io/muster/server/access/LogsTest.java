package io.muster.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LogsTest {
    private static final String PASSWORD = "correct horse battery";

    @Test
    void noSecretIsEverLogged(@TempDir Path directory) {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger own = (Logger) LoggerFactory.getLogger("io.muster");
        List<String> secrets = new ArrayList<>(List.of(TestServer.CLIENT_SECRET, PASSWORD, "a-wrong-secret"));
        try (TestServer server = TestServer.start(directory.resolve("data"), Map.of("logging.level.root", "info"))) {
            own.setLevel(Level.TRACE);
            log.start();
            root.addAppender(log);
            use(server, secrets);
        } finally {
            root.detachAppender(log);
            own.setLevel(null);
        }
        List<String> lines = log.list.stream().map(LogsTest::text).toList();
        assertThat(lines).isNotEmpty();
        for (String secret : secrets) {
            assertThat(secret).hasSizeGreaterThan(10);
            assertThat(lines).noneMatch(line -> line.contains(secret));
        }
    }

    private static void use(TestServer server, List<String> secrets) {
        ApiClient owner = server.owner();
        String path = "/v1/projects/default/applications";
        Answer made = owner.with("Idempotency-Key", "k").post(path, "{\"name\": \"A\", \"scopes\": [\"read\"]}");
        secrets.add(made.at("/client_secret"));
        Answer rotated = owner.post(path + "/" + made.at("/id") + "/rotate", "{}");
        secrets.add(rotated.at("/client_secret"));
        owner.send("POST", path + "/" + made.at("/id") + "/reveal", BodyPublishers.noBody(), "");
        server.anybody().as(made.at("/client_id"), "a-wrong-secret").get("/v1/projects");
        Answer token = server.anybody()
                .as(made.at("/client_id"), rotated.at("/client_secret"))
                .post("/oauth/token", "{\"grant_type\": \"client_credentials\"}");
        secrets.add(token.at("/access_token"));
        server.anybody()
                .with("Authorization", "Bearer " + token.at("/access_token"))
                .get("/v1/projects");
        owner.post(
                "/v1/people",
                "{\"email\": \"ada@example.com\", \"name\": \"Ada\", \"role\": \"viewer\", \"password\": \"" + PASSWORD
                        + "\"}");
        Answer session = server.anybody()
                .post("/v1/session", "{\"email\": \"ada@example.com\", \"password\": \"" + PASSWORD + "\"}");
        secrets.add(session.header("Set-Cookie").replaceFirst("^[^=]*=([^;]*).*", "$1"));
        owner.as(TestServer.CLIENT_ID, TestServer.CLIENT_SECRET).get("/test/fault");
    }

    private static String text(ILoggingEvent event) {
        StringBuilder text = new StringBuilder(event.getFormattedMessage()).append(event.getMDCPropertyMap());
        for (var thrown = event.getThrowableProxy(); thrown != null; thrown = thrown.getCause()) {
            text.append(thrown.getMessage());
        }
        return text.toString();
    }
}
