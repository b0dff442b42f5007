package io.muster.server.facade.artisan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.ProjectId;
import io.muster.server.access.Applications;
import io.muster.server.access.Applications.Credentials;
import io.muster.server.access.Scope;
import io.muster.server.facade.OldClients;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Shop;
import io.muster.server.test.SteppedClock;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** An app with a few devices in a project of its own, keys for it, and a client that sends what Artisan's clients send. */
final class ArtisanApp {
    static final String DEVICE = "555652247d891c8b7a000002";
    static final String OTHER_DEVICE = "15652247d891c8b7a000504";
    static final String THIRD_DEVICE = "25652247d891c8b7a000777";
    static final String SHARED = "z5k5x7tcpmmr5p4on3aw";

    static final String IOS = "{\"attribute\":\"os\",\"is\":\"iOS\"}";

    private static final String PROFILES = """
            {"id":"555652247d891c8b7a000002","shared_user_id":"z5k5x7tcpmmr5p4on3aw","attributes":{"os":"iOS","device":"phone","country":"SE","visits":12,"spent":12.50,"opted_in":true,"interests":["golf",7]}}
            {"id":"15652247d891c8b7a000504","shared_user_id":"shared_user_id_1","attributes":{"os":"Android","device":"tablet","country":"NO"}}
            {"id":"25652247d891c8b7a000777","shared_user_id":"shared_user_id_2","attributes":{"os":"iOS","device":"tablet","country":"SE","visits":3}}
            """;

    private static final String EVENTS = """
            {"id":"1","profile":"555652247d891c8b7a000002","name":"Level Completed","time":"2026-01-10T10:00:00Z"}
            {"id":"2","profile":"555652247d891c8b7a000002","name":"Level Completed","time":"2026-01-11T10:00:00Z"}
            {"id":"3","profile":"25652247d891c8b7a000777","name":"Level Completed","time":"2026-01-11T10:00:00Z"}
            """;

    private static @Nullable TestServer shared;

    final TestServer server;
    final Shop shop;
    final String app;
    final Credentials keys;
    final ApiClient client;

    private ArtisanApp(TestServer server) {
        this.server = server;
        this.shop = Shop.empty(server.owner());
        shop.load("profiles", PROFILES);
        shop.load("events", EVENTS);
        this.app = server.owner().get(shop.path("")).at("/id");
        this.keys = server.bean(Applications.class)
                .create("default", new ProjectId(app), "Old client", EnumSet.allOf(Scope.class));
        this.client = as(keys);
    }

    /** An app on the server that all tests of this interface share; its clock is theirs. */
    static ArtisanApp open() {
        return new ArtisanApp(server());
    }

    /** An app on a server of the caller's own. */
    static ArtisanApp on(TestServer server) {
        return new ArtisanApp(server);
    }

    /** The server that these tests share. */
    static synchronized TestServer server() {
        TestServer server = shared == null ? start() : shared;
        shared = server;
        return server;
    }

    private static TestServer start() {
        try {
            Path data = Files.createTempDirectory("muster-artisan");
            TestServer server = TestServer.start(
                    data,
                    Map.of(
                            "muster.outbound.allow", "127.0.0.0/8",
                            "muster.public-url", "https://muster.example.com/",
                            "muster.job.poll", "50ms"),
                    SteppedClock.class);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.close();
                FileSystemUtils.deleteRecursively(data.toFile());
            }));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A client that sends the four headers of the guide. */
    ApiClient as(Credentials credentials) {
        return server.anybody()
                .with("Accept-Encoding", "application/json")
                .with("Content-Type", "application/json")
                .with("Authorization", "Token token=\"" + credentials.clientSecret() + "\"")
                .with("public-api-key", credentials.clientId());
    }

    /** The path of something in this app. */
    String path(String rest) {
        return "/public/api/apps/" + app + rest;
    }

    /** Makes a segment and gives its id. */
    String segment(String name, String definition) {
        return shop.segment(name, definition).get("id").asString();
    }

    /** The job that the answer says was queued. */
    static String job(Answer queued) {
        assertThat(queued.status()).as(queued.text()).isEqualTo(200);
        return queued.at("/job");
    }

    /** Waits until the job has that status, and gives its detail. */
    Answer until(String job, String status) {
        AtomicReference<Answer> last = new AtomicReference<>();
        Awaitility.await(job + " is " + status)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    last.set(client.get("/public/api/jobs/" + job));
                    return last.get().at("/status").equals(status);
                });
        return last.get();
    }

    /** Exports the segment and waits for the end. */
    String exported(String segment) {
        String job = job(client.post(path("/segments/" + segment), ""));
        until(job, "COMPLETE");
        return job;
    }

    /** Puts an export back, or further on, without what would lead there. */
    void setState(String job, String state) {
        OldClients.setState(server, job, state);
    }

    /** Keys of an organization that has nothing to do with this one. */
    ApiClient stranger() {
        String organization = server.organization();
        return as(server.bean(Applications.class).create(organization, null, "Stranger", EnumSet.allOf(Scope.class)));
    }
}
