package io.muster.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.catalog.Catalog;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.SteppedClock;
import io.muster.server.test.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Passwords guessed, and sessions over time, on as many servers as a database can have. */
@OnEachDatabase
class SignInTest {
    private static final String EMAIL = "ada@example.com";
    private static final String PASSWORD = "correct horse battery";
    private static final int MANY = 40;

    private final Database database;
    private final List<TestServer> servers = new ArrayList<>();

    @TempDir
    private Path directory;

    SignInTest(Database database) {
        this.database = database;
    }

    @BeforeEach
    void start() {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("muster.access.session-idle", "40s");
        settings.put("muster.access.session-lifetime", "5m");
        int count = database == Database.SQLITE ? 1 : 2;
        for (int i = 0; i < count; i++) {
            servers.add(TestServer.start(directory.resolve("data" + i), settings, SteppedClock.class));
        }
        Answer made = first().owner()
                .post(
                        "/v1/people",
                        "{\"email\": \"" + EMAIL + "\", \"name\": \"Ada\", \"role\": \"owner\", \"password\": \""
                                + PASSWORD + "\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
    }

    @AfterEach
    void stop() {
        servers.forEach(TestServer::close);
    }

    @Test
    void manyGuessesAtOnceAreNoMoreThanAFewOneAfterAnother() throws Exception {
        guessAtOnce();
        assertThat(looked()).isEqualTo(5);
        assertThat(signIn(first(), PASSWORD).status()).as("locked").isEqualTo(401);
        assertThat(looked()).isEqualTo(5);

        step(Duration.ofSeconds(61));
        guessAtOnce();
        assertThat(looked()).isEqualTo(10);
        step(Duration.ofSeconds(61));
        assertThat(signIn(first(), PASSWORD).status()).as("twice as long").isEqualTo(401);

        step(Duration.ofSeconds(60));
        assertThat(signIn(first(), PASSWORD).status()).isEqualTo(200);
        assertThat(looked()).isZero();
    }

    @Test
    void whoGoesOnAskingIsSignedInUntilTheSessionIsTooOld() {
        ApiClient person = person();

        for (int i = 0; i < 9; i++) {
            step(Duration.ofSeconds(30));
            assertThat(person.get("/v1/projects").status())
                    .as("after %s × 30 s", i + 1)
                    .isEqualTo(200);
        }
        step(Duration.ofSeconds(30));
        assertThat(person.get("/v1/projects").status()).isEqualTo(401);
    }

    @Test
    void whoAsksNothingForTooLongIsSignedOut() {
        ApiClient person = person();

        step(Duration.ofSeconds(41));
        assertThat(person.get("/v1/projects").status()).isEqualTo(401);
    }

    private ApiClient person() {
        Answer session = signIn(first(), PASSWORD);
        return first().anybody().with("Cookie", session.header("Set-Cookie").replaceFirst(";.*", ""));
    }

    /** Wrong passwords, from all sides. */
    private void guessAtOnce() throws Exception {
        List<Callable<Answer>> guesses = IntStream.range(0, MANY)
                .mapToObj(i -> (Callable<Answer>) () -> signIn(servers.get(i % servers.size()), "wrong " + i))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(MANY)) {
            for (Future<Answer> guess : threads.invokeAll(guesses)) {
                assertThat(guess.get().status()).isIn(401, 503);
            }
        }
    }

    /** How many guesses were compared with the password since the last right one. */
    private int looked() {
        return first().bean(Catalog.class)
                .read(dsl -> dsl.select(DSL.field("failures", Integer.class))
                        .from("person")
                        .where(DSL.field("email").eq(EMAIL))
                        .fetchSingle()
                        .value1());
    }

    private TestServer first() {
        return servers.getFirst();
    }

    private void step(Duration by) {
        servers.forEach(server -> server.bean(SteppedClock.class).step(by));
    }

    private static Answer signIn(TestServer server, String password) {
        return server.anybody()
                .post("/v1/session", "{\"email\": \"" + EMAIL + "\", \"password\": \"" + password + "\"}");
    }
}
