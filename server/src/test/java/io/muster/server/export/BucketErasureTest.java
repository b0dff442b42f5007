package io.muster.server.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.server.catalog.Catalog;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.FaultyWire;
import io.muster.server.test.S3Server;
import io.muster.server.test.Shop;
import io.muster.server.test.SteppedClock;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import tools.jackson.databind.JsonNode;

/** What is in a bucket of people who are erased, or on its way there, when an export has not come to a good end. */
class BucketErasureTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String BUCKET = "kept";
    private static final String ALL = "{\"definition\":{\"all\":[]},\"columns\":[\"id\",\"country\"]";
    private static final String CSV = "id,country\nanna,SE\nbo,NO\ncleo,SE\ndan,DE\neve,\n";

    @TempDir
    private static Path directory;

    private static S3Server s3;
    private static FaultyWire wire;
    private static S3Client client;
    private static TestServer server;

    private Shop shop;
    private ApiClient owner;

    @BeforeAll
    static void start() throws IOException {
        s3 = new S3Server(directory.resolve("s3"));
        wire = new FaultyWire(s3.port());
        client = s3.client();
        client.createBucket(create -> create.bucket(BUCKET));
        Map<String, String> settings = Map.of(
                "muster.storage",
                "s3",
                "muster.s3.endpoint",
                "http://127.0.0.1:" + wire.port(),
                "muster.s3.bucket",
                BUCKET,
                "muster.s3.prefix",
                "b/",
                "muster.s3.access-key-id",
                S3Server.ACCESS_KEY,
                "muster.s3.secret-access-key",
                S3Server.SECRET_KEY,
                "muster.outbound.timeout",
                "2s",
                "muster.job.poll",
                "50ms");
        server = TestServer.start(directory.resolve("data"), settings, SteppedClock.class);
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        client.close();
        wire.close();
        s3.close();
    }

    @BeforeEach
    void open() {
        owner = server.owner();
        shop = Shop.open(owner);
    }

    @Test
    void nothingOfThemIsOnItsWayThereWhenTheErasureIsDone() throws InterruptedException {
        String export;
        try (FaultyWire.Hold held = wire.hold("PUT ")) {
            export = ask(ALL + "}");
            assertThat(held.await(SOON)).isTrue();
            assertThat(onItsWay(export)).containsExactly((long) CSV.length());

            shop.until(erase(), "succeeded");

            assertThat(onItsWay(export)).doesNotContain((long) CSV.length());
        }
        untilMadeWithout(export);
    }

    @Test
    void whatARunLeftThereBeforeItWasGivenUpForNowGoes() throws InterruptedException {
        String export;
        try (FaultyWire.Hold first = wire.hold("PUT ")) {
            export = ask(ALL + ",\"part_rows\":2}");
            assertThat(first.await(SOON)).isTrue();
            try (FaultyWire.Hold second = wire.hold("PUT ")) {
                first.release();
                assertThat(second.await(SOON)).isTrue();
                assertThat(objects(export)).hasSize(1);
                s3.kill();
            }
            untilGivenUpForNow("/exports/" + export);
        } finally {
            s3.restart();
        }

        shop.until(erase(), "succeeded");

        assertThat(objects(export)).isEmpty();
        untilDone("/exports/" + export);
    }

    @Test
    void anErasureIsNotDoneWhileTheStoreMayHaveWhatItStopped() throws InterruptedException {
        String export;
        String erasure;
        try (FaultyWire.Hold held = wire.hold("PUT ")) {
            export = ask(ALL + "}");
            assertThat(held.await(SOON)).isTrue();
            s3.kill();

            erasure = erase();

            untilGivenUpForNow(erasure);
        } finally {
            s3.restart();
        }
        untilDone(erasure);
        untilMadeWithout(export);
    }

    @Test
    void whatADeletedExportLeftThereGoes() {
        String export = shop.export(ALL + "}").get("id").asString();
        s3.kill();
        try {
            assertThat(owner.delete(shop.path("/exports/" + export)).status()).isEqualTo(204);
        } finally {
            s3.restart();
        }

        shop.until(erase(), "succeeded");

        assertThat(objects(export)).isEmpty();
    }

    private String ask(String request) {
        Answer asked = owner.post(shop.path("/exports"), request);
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        return asked.at("/id");
    }

    private String erase() {
        Answer asked = owner.post(shop.path("/erasures"), "{\"profiles\":[\"anna\"]}");
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        return "/erasures/" + asked.at("/id");
    }

    /** Waits until the work that was asked for last has been begun, and waits to be tried again. */
    private void untilGivenUpForNow(String path) {
        await().atMost(SOON).until(() -> {
            String state = state(path);
            assertThat(state).isIn("queued", "running");
            JsonNode job = owner.get(shop.path("/jobs")).json().at("/items/0");
            return state.equals("running") && job.get("state").asString().equals("queued");
        });
    }

    /** Waits for the end, and brings what waits to be tried again to its turn meanwhile. */
    private void untilDone(String path) {
        await().atMost(SOON).until(() -> {
            server.bean(SteppedClock.class).step(Duration.ofSeconds(10));
            return state(path).equals("succeeded");
        });
    }

    /** Waits until the export has succeeded, and has nobody who was erased. */
    private void untilMadeWithout(String export) {
        untilDone("/exports/" + export);
        assertThat(owner.get(shop.path("/exports/" + export + "/file")).text()).isEqualTo(CSV.replace("anna,SE\n", ""));
    }

    private String state(String path) {
        return owner.get(shop.path(path)).at("/state");
    }

    /** The sizes of an export's files that are to be in the bucket. */
    private static List<Long> onItsWay(String export) {
        return server.bean(Catalog.class)
                .read(db -> db.fetch("select bytes from stored_file where export = ?", export))
                .getValues(0, Long.class);
    }

    private static List<String> objects(String export) {
        return client.listObjectsV2(list -> list.bucket(BUCKET)).contents().stream()
                .map(S3Object::key)
                .filter(key -> key.contains("/" + export + "/"))
                .toList();
    }
}
