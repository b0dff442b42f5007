package io.muster.server.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.server.export.form.Forms;
import io.muster.server.job.RecurringWork;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.FaultyWire;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.S3Server;
import io.muster.server.test.Shop;
import io.muster.server.test.SteppedClock;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import tools.jackson.databind.JsonNode;

/** The server with {@code muster.storage=s3}. */
@OnEachDatabase
class BucketStorageTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String BUCKET = "kept";
    private static final String ALL = "{\"definition\":{\"all\":[]},\"columns\":[\"id\",\"country\"]";
    private static final String CSV = "id,country\nanna,SE\nbo,NO\ncleo,SE\ndan,DE\neve,\n";
    private static final Map<Database, TestServer> SERVERS = new EnumMap<>(Database.class);

    @TempDir
    private static Path directory;

    private static S3Server s3;
    private static FaultyWire wire;
    private static S3Client client;

    private final TestServer server;
    private final ApiClient owner;
    private final Shop shop;

    BucketStorageTest(Database database) {
        this.server = SERVERS.computeIfAbsent(database, it -> start(it, "b/{project}/{segment}/"));
        this.owner = server.owner();
        this.shop = Shop.open(owner);
    }

    @BeforeAll
    static void startStore() throws IOException {
        s3 = new S3Server(directory.resolve("s3"));
        wire = new FaultyWire(s3.port());
        client = s3.client();
        client.createBucket(create -> create.bucket(BUCKET));
    }

    private static TestServer start(Database database, String prefix) {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("muster.storage", "s3");
        settings.put("muster.s3.endpoint", "http://127.0.0.1:" + wire.port());
        settings.put("muster.s3.bucket", BUCKET);
        settings.put("muster.s3.prefix", prefix);
        settings.put("muster.s3.access-key-id", S3Server.ACCESS_KEY);
        settings.put("muster.s3.secret-access-key", S3Server.SECRET_KEY);
        settings.put("muster.outbound.timeout", "2s");
        settings.put("muster.job.poll", "50ms");
        return TestServer.start(directory.resolve(database.name()), settings, SteppedClock.class);
    }

    @AfterEach
    void hear() {
        wire.silent(false);
    }

    @AfterAll
    static void stop() throws IOException {
        SERVERS.values().forEach(TestServer::close);
        SERVERS.clear();
        client.close();
        wire.close();
        s3.close();
    }

    @Test
    void aFinishedExportIsInTheBucketAndItsManifestSaysWhere() {
        JsonNode export = shop.export(ALL + "}");

        String location = manifest(export).at("/files/0/location").asString();

        String project = shop.path("").replace("/v1/projects/", "");
        assertThat(location).startsWith("s3://" + BUCKET + "/b/" + project + "/adhoc/" + id(export) + "/");
        assertThat(object(location)).isEqualTo(CSV);
        assertThat(owner.get(file(export)).text()).isEqualTo(CSV);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "ndjson", "json", "parquet", "xlsx"})
    void everyFormCanBeHadWhenNothingIsOnTheDiskAnyMore(String format) throws IOException {
        JsonNode export = shop.export(ALL + ",\"format\":\"" + format + "\"}");
        byte[] before = owner.get(file(export)).bytes();
        forget(export);

        assertThat(owner.get(file(export)).bytes()).isEqualTo(before);
        assertThat(owner.with("Accept", "text/csv").get(file(export)).text()).isEqualTo(CSV);
        assertThat(owner.get(file(export) + "?format=ndjson").text()).startsWith("{\"id\":\"anna\"");
        assertThat(owner.get(file(export) + "?format=xlsx").text()).startsWith("PK");
    }

    @Test
    void rangesTagsAndHeadersHoldForWhatIsStreamedFromTheBucket() throws IOException {
        JsonNode export = shop.export(ALL + "}");
        Answer before = owner.get(file(export));
        forget(export);

        Answer whole = owner.get(file(export));
        Answer range = owner.with("Range", "bytes=3-9")
                .with("If-Range", whole.header("ETag"))
                .get(file(export));
        Answer same = owner.with("If-None-Match", whole.header("ETag")).get(file(export));
        Answer beyond = owner.with("Range", "bytes=9999-").get(file(export));

        assertThat(whole.bytes()).isEqualTo(before.bytes());
        for (String header : List.of("ETag", "Content-Length", "Content-Type", "Content-Disposition", "Vary")) {
            assertThat(whole.header(header)).as(header).isEqualTo(before.header(header));
        }
        assertThat(range.status()).isEqualTo(206);
        assertThat(range.text()).isEqualTo(CSV.substring(3, 10));
        assertThat(range.header("Content-Range")).isEqualTo("bytes 3-9/" + CSV.length());
        assertThat(same.status()).isEqualTo(304);
        assertThat(beyond.status()).isEqualTo(416);
        assertThat(local(export)).isEmpty();
    }

    @Test
    void aFormIsBroughtToTheBucketTooAndKeepsItsTag() throws IOException {
        JsonNode export = shop.export(ALL + "}");
        Answer made = owner.get(file(export) + "?format=ndjson");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                manifest(export).at("/forms/0/location").asString())
                        .startsWith("s3://"));
        forget(export);

        Answer kept = owner.get(file(export) + "?format=ndjson");

        assertThat(kept.bytes()).isEqualTo(made.bytes());
        assertThat(kept.header("ETag")).isEqualTo(made.header("ETag"));
    }

    @Test
    void aFormThatTheStoreDidNotTakeIsBroughtThereLater() {
        JsonNode export = shop.export(ALL + "}");
        s3.kill();
        try {
            assertThat(owner.get(file(export) + "?format=json").text()).startsWith("[");
            sweep();
            assertThat(manifest(export).at("/forms/0/location").isNull()).isTrue();
        } finally {
            s3.restart();
        }

        await().atMost(SOON).untilAsserted(() -> {
            sweep();
            assertThat(manifest(export).at("/forms/0/location").asString()).startsWith("s3://");
        });
    }

    @Test
    void aDirectLinkIsOneOfTheStores() throws IOException {
        JsonNode export = shop.export(ALL + "}");

        Answer link = owner.post(path(export) + "/links", "{\"direct\":true,\"expires_in\":\"PT1M\"}");
        Answer missing = owner.post(path(export) + "/links", "{\"direct\":true,\"format\":\"xlsx\"}");

        assertThat(link.status()).as(link.text()).isEqualTo(201);
        assertThat(link.at("/url")).startsWith("http://127.0.0.1:" + wire.port() + "/" + BUCKET);
        try (InputStream in = URI.create(link.at("/url")).toURL().openStream()) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(CSV);
        }
        assertThat(missing.status()).isEqualTo(409);
        assertThat(missing.text()).contains("direct");
    }

    @Test
    void aDeltaComesFromABaseThatIsOnlyInTheBucket() throws IOException {
        JsonNode base = shop.export(ALL + "}");
        forget(base);
        shop.load("profiles", "{\"id\":\"eve\",\"attributes\":{\"country\":\"FI\"}}\n");

        JsonNode first = shop.export(ALL + ",\"since_export\":\"" + id(base) + "\"}");
        forget(first);
        JsonNode second = shop.export(ALL + ",\"since_export\":\"" + id(first) + "\"}");

        assertThat(owner.get(file(first)).text()).isEqualTo("change,id,country\nchanged,eve,FI\n");
        assertThat(owner.get(file(second)).text()).isEqualTo("change,id,country\n");
    }

    @Test
    void partsAreStreamedFromTheBucketOneByOneAndTogether() throws IOException {
        JsonNode export = shop.export(ALL + ",\"part_rows\":2}");
        forget(export);

        assertThat(owner.get(path(export) + "/files/2").text()).isEqualTo("id,country\ncleo,SE\ndan,DE\n");
        assertThat(owner.get(file(export)).text()).isEqualTo(CSV);
    }

    @Test
    void deletedAndExpiredExportsLeaveNothingInTheBucket() {
        JsonNode deleted = shop.export(ALL + "}");
        JsonNode expired = shop.export(ALL + ",\"format\":\"xlsx\",\"retention\":\"PT1H\"}");

        owner.delete(path(deleted));
        assertThat(objects(deleted)).isEmpty();
        server.bean(SteppedClock.class).step(Duration.ofHours(2));
        sweep();

        assertThat(objects(expired)).isEmpty();
        assertThat(owner.get(file(expired)).status()).isEqualTo(410);
    }

    @Test
    void aFormOnItsWayToTheBucketIsGoneWhenSomebodyInItIsErased() throws Exception {
        JsonNode export = shop.export(ALL + "}");
        try (FaultyWire.Hold held = wire.hold("PUT ")) {
            owner.get(file(export) + "?format=ndjson").text();
            assertThat(held.await(SOON)).isTrue();

            untilErased(erase("anna"));
        }

        untilIdle(export);
        assertThat(local(export)).isEmpty();
        assertThat(objects(export)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?format=ndjson"})
    void whoIsJustFetchingAFileIsToldThatSomebodyInItWasErased(String form) throws Exception {
        JsonNode export = shop.export(ALL + "}");
        forget(export);
        CompletableFuture<Answer> download;
        try (FaultyWire.Hold held = wire.hold("GET ")) {
            download = CompletableFuture.supplyAsync(() -> owner.get(file(export) + form));
            assertThat(held.await(SOON)).isTrue();

            untilErased(erase("anna"));
        }

        assertThat(download.get(SOON.toSeconds(), TimeUnit.SECONDS).status())
                .as("503 where the store was silent for too long before that")
                .isIn(410, 503);
        assertThat(owner.get(file(export) + form).status()).isEqualTo(410);
        assertThat(local(export)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"export", "person", "project"})
    void whatTheSweepBringsToTheBucketIsGoneWithItsExport(String deleted) throws Exception {
        JsonNode export = shop.export(ALL + "}");
        Export made = server.bean(ExportStore.class).find(id(export)).orElseThrow();
        CompletableFuture<Void> swept;
        try (FaultyWire.Hold held = wire.hold("PUT ")) {
            s3.kill();
            try {
                assertThat(owner.get(file(export) + "?format=json").text()).startsWith("[");
                untilIdle(export);
            } finally {
                s3.restart();
            }
            swept = CompletableFuture.runAsync(this::sweep);
            assertThat(held.await(SOON)).isTrue();

            switch (deleted) {
                case "export" -> assertThat(owner.delete(path(export)).status()).isEqualTo(204);
                case "person" -> untilErased(erase("anna"));
                default -> deleteProject();
            }
            assertThat(server.bean(ExportRuns.class).whileIdle(made, () -> {}))
                    .as("nothing is on its way")
                    .isTrue();
        }

        swept.get(SOON.toSeconds(), TimeUnit.SECONDS);
        assertThat(objects(export)).isEmpty();
    }

    /** Waits until no form is made of the export. */
    private void untilIdle(JsonNode export) {
        await().atMost(SOON).until(() -> !server.bean(Forms.class).isBusy(id(export)));
    }

    @Test
    void anExportOnItsWayToTheBucketIsMadeAnewWhenSomebodyInItIsErased() throws Exception {
        String export;
        try (FaultyWire.Hold held = wire.hold("PUT ")) {
            export = owner.post(shop.path("/exports"), ALL + "}").at("/id");
            assertThat(held.await(SOON)).isTrue();

            untilErased(erase("anna"));
        }
        await().atMost(SOON).until(() -> {
            step();
            return owner.get(shop.path("/exports/" + export)).at("/state").equals("succeeded");
        });

        JsonNode made = owner.get(shop.path("/exports/" + export)).json();
        assertThat(owner.get(file(made)).text()).isEqualTo(CSV.replace("anna,SE\n", ""));
        for (String key : objects(made)) {
            assertThat(object("s3://" + BUCKET + "/" + key)).doesNotContain("anna");
        }
    }

    @Test
    void idsOfWhoeverIsErasedDoNotComeBackWithAnExportUnderWay() throws Exception {
        List<String> asked = new ArrayList<>();
        String but = "{\"definition\":{\"not\":{\"profiles\":[\"anna\",\"bo\"]}},\"columns\":[\"id\"]}";
        CountDownLatch goOn = holdWhatGoesToTheStore(
                () -> asked.add(owner.post(shop.path("/exports"), but).at("/id")));
        String erasure = erase("anna");
        await().atMost(SOON).until(() -> owner.get(shop.path("/profiles/anna")).status() == 404);

        goOn.countDown();
        untilErased(erasure);
        step();
        JsonNode made = shop.until("/exports/" + asked.getFirst(), "succeeded");

        assertThat(owner.get(path(made)).text()).contains("\"bo\"").doesNotContain("anna");
        assertThat(manifest(made).toString()).contains("\"bo\"").doesNotContain("anna");
        assertThat(owner.get(file(made)).text()).isEqualTo("id\ncleo\ndan\neve\n");
    }

    @Test
    void anErasureIsNotDoneWhileTheStoreKeepsFilesOfWhoeverIsErased() {
        JsonNode export = shop.export(ALL + "}");
        String erasure;
        s3.kill();
        try {
            erasure = erase("anna");
            await("the run was given up for now")
                    .atMost(SOON)
                    .until(() -> owner.get(erasure).at("/state").equals("running")
                            && owner.get(shop.path("/jobs"))
                                    .at("/items/0/state")
                                    .equals("queued"));
            assertThat(owner.get(file(export)).status()).isEqualTo(410);
        } finally {
            s3.restart();
        }

        untilErased(erasure);

        assertThat(objects(export)).isEmpty();
    }

    @Test
    void anExportOnItsWayIsGoneWithItsProject() throws Exception {
        List<String> asked = new ArrayList<>();
        CountDownLatch goOn = holdWhatGoesToTheStore(
                () -> asked.add(owner.post(shop.path("/exports"), ALL + "}").at("/id")));
        String name = owner.get(shop.path("")).at("/name");
        Answer deleted = owner.delete(shop.path(""), "{\"name\":\"" + name + "\"}");

        goOn.countDown();
        await().atMost(SOON).until(() -> {
            step();
            return owner.get(deleted.header("Location")).at("/state").equals("succeeded");
        });

        assertThat(client.listObjectsV2(list -> list.bucket(BUCKET)).contents())
                .noneMatch(object -> object.key().contains(asked.getFirst()));
    }

    /** Does the work, and waits until something of it goes to the store, where nothing arrives until the latch is at zero. */
    private static CountDownLatch holdWhatGoesToTheStore(Runnable work) throws InterruptedException {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        wire.after(1, () -> {
            reached.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        work.run();
        assertThat(reached.await(SOON.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return goOn;
    }

    private String erase(String profile) {
        Answer asked = owner.post(shop.path("/erasures"), "{\"profiles\":[\"" + profile + "\"]}");
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        return shop.path("/erasures/" + asked.at("/id"));
    }

    private void untilErased(String erasure) {
        await().atMost(SOON).until(() -> {
            step();
            return owner.get(erasure).at("/state").equals("succeeded");
        });
    }

    /** Brings what waits to be tried again to its turn. */
    private void step() {
        server.bean(SteppedClock.class).step(Duration.ofMinutes(1));
    }

    @Test
    void objectsOfAProjectThatIsDeletedGoToo() {
        JsonNode export = shop.export(ALL + "}");

        deleteProject();

        assertThat(objects(export)).isEmpty();
    }

    private void deleteProject() {
        String name = owner.get(shop.path("")).at("/name");
        Answer deleted = owner.delete(shop.path(""), "{\"name\":\"" + name + "\"}");
        await().atMost(SOON)
                .until(() -> owner.get(deleted.header("Location")).at("/state").equals("succeeded"));
    }

    @Test
    void anExportWaitsForAStoreThatIsDownAndFinishes() {
        s3.kill();
        Answer asked;
        try {
            asked = owner.post(shop.path("/exports"), ALL + "}");
            String id = asked.at("/id");
            await("the run was given up for now")
                    .atMost(SOON)
                    .until(() ->
                            owner.get(shop.path("/exports/" + id)).at("/state").equals("running")
                                    && owner.get(shop.path("/jobs"))
                                            .at("/items/0/state")
                                            .equals("queued"));
        } finally {
            s3.restart();
        }
        server.bean(SteppedClock.class).step(Duration.ofMinutes(1));

        JsonNode export = shop.until("/exports/" + asked.at("/id"), "succeeded");

        assertThat(object(manifest(export).at("/files/0/location").asString())).isEqualTo(CSV);
    }

    @Test
    void aDownloadFromAStoreThatDoesNotAnswerIsRefusedWithAReason() throws IOException {
        JsonNode export = shop.export(ALL + "}");
        forget(export);
        wire.silent(true);

        Answer answer = owner.get(file(export));

        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(answer.at("/code")).isEqualTo("storage_unavailable");
    }

    private JsonNode manifest(JsonNode export) {
        return owner.get(export.get("manifest").asString()).json();
    }

    /** Has the sweep take what nobody read for long from the disk. */
    private void forget(JsonNode export) throws IOException {
        server.bean(SteppedClock.class).step(Duration.ofHours(2));
        await().atMost(SOON).untilAsserted(() -> {
            sweep();
            assertThat(local(export)).isEmpty();
        });
    }

    private List<Path> local(JsonNode export) throws IOException {
        try (Stream<Path> files = Files.walk(server.data().resolve("exports"))) {
            return files.filter(Files::isRegularFile)
                    .filter(path -> !path.endsWith("members.bitmap"))
                    .filter(path ->
                            path.getName(path.getNameCount() - 2).toString().equals(id(export)))
                    .toList();
        }
    }

    private void sweep() {
        server.beans(RecurringWork.class).stream()
                .filter(work -> work.name().equals("export-sweep"))
                .forEach(RecurringWork::run);
    }

    private static List<String> objects(JsonNode export) {
        return client.listObjectsV2(list -> list.bucket(BUCKET)).contents().stream()
                .map(S3Object::key)
                .filter(key -> key.contains("/" + id(export) + "/"))
                .toList();
    }

    private static String object(String location) {
        String key = location.substring(("s3://" + BUCKET + "/").length());
        return client.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asUtf8String();
    }

    private static String id(JsonNode export) {
        return export.get("id").asString();
    }

    private String path(JsonNode export) {
        return shop.path("/exports/" + id(export));
    }

    private String file(JsonNode export) {
        return path(export) + "/file";
    }
}
