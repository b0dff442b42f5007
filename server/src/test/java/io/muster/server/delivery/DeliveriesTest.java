package io.muster.server.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.model.ProjectId;
import io.muster.server.job.Jobs;
import io.muster.server.job.RecurringWork;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.FaultyWire;
import io.muster.server.test.HttpReceiver;
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
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.JsonNode;

@OnEachDatabase
class DeliveriesTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String BUCKET = "lake";
    private static final String ALL = "{\"definition\":{\"all\":[]},\"columns\":[\"id\"]";
    private static final Map<Database, TestServer> SERVERS = new EnumMap<>(Database.class);

    @TempDir
    private static Path directory;

    private static S3Server s3;

    private final Database database;
    private final TestServer server;
    private final ApiClient owner;
    private final Shop shop;

    DeliveriesTest(Database database) {
        this.database = database;
        this.server = SERVERS.computeIfAbsent(database, DeliveriesTest::start);
        this.owner = server.owner();
        this.shop = Shop.open(owner);
    }

    @BeforeAll
    static void startStore() throws IOException {
        s3 = new S3Server(directory.resolve("s3"));
        try (S3Client client = s3.client()) {
            client.createBucket(create -> create.bucket(BUCKET));
        }
    }

    private static TestServer start(Database database) {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put("muster.outbound.allow", "127.0.0.0/8");
        settings.put("muster.outbound.directory", directory.resolve("copies").toString());
        settings.put("muster.job.poll", "50ms");
        return TestServer.start(directory.resolve(database.name()), settings, SteppedClock.class);
    }

    @AfterAll
    static void stop() {
        SERVERS.values().forEach(TestServer::close);
        SERVERS.clear();
        s3.close();
    }

    @Test
    void anExportIsCopiedToItsDestinationAndProven() throws IOException {
        destination("Lake", s3("\"prefix\":\"a/{project}/{segment}/\"", S3Server.SECRET_KEY));

        JsonNode export = shop.export(ALL + ",\"destination\":\"lake\"}");
        JsonNode delivery = delivered(export);

        JsonNode told = owner.get("/v1/audit?action=export.deliver").json().at("/items/0/entry");
        assertThat(told.get("target").asString()).isEqualTo(id(export));
        assertThat(told.at("/detail/destination").asString()).isEqualTo("lake");
        assertThat(told.at("/detail/delivery")).isEqualTo(delivery.get("id"));
        String project = shop.path("").replace("/v1/projects/", "");
        String key = "a/" + project + "/adhoc/" + id(export) + ".csv";
        assertThat(delivery.get("location").asString()).isEqualTo("s3://lake/" + key);
        assertThat(delivery.at("/files/0/sha256"))
                .isEqualTo(owner.get(export.get("manifest").asString()).json().at("/files/0/sha256"));
        try (S3Client client = s3.client()) {
            assertThat(client.getObjectAsBytes(get -> get.bucket(BUCKET).key(key))
                            .asUtf8String())
                    .isEqualTo("id\nanna\nbo\ncleo\ndan\neve\n");
        }
        Answer link = owner.post(path(export) + "/deliveries/" + id(delivery) + "/link", "{\"expires_in\":\"PT1M\"}");
        assertThat(link.status()).as(link.text()).isEqualTo(200);
        try (InputStream in = URI.create(link.at("/url")).toURL().openStream()) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).startsWith("id\nanna");
        }
        shop.until(
                "/erasures/"
                        + owner.post(shop.path("/erasures"), "{\"profiles\":[\"anna\"]}")
                                .at("/id"),
                "succeeded");
        assertThat(owner.post(path(export) + "/deliveries/" + id(delivery) + "/link", "{}")
                        .at("/code"))
                .isEqualTo("erased");
        assertThat(server.anybody().get("/metrics").text())
                .containsPattern("muster_export_delivered_bytes_total\\{format=\"csv\"} [1-9]")
                .containsPattern("muster_export_stage_seconds_count\\{stage=\"deliver\"} [1-9]");
    }

    @Test
    void whatIsOnItsWayEndsWithAnExportThatIsDeleted() {
        destination("Lake", s3("\"prefix\":\"gone\"", S3Server.SECRET_KEY));
        s3.kill();
        JsonNode export;
        try {
            export = triedOnce();

            assertThat(owner.delete(path(export)).status()).isEqualTo(204);

            assertThat(server.bean(DeliveryStore.class).of(List.of(id(export))))
                    .extracting(Delivery::state)
                    .containsExactly(DeliveryState.CANCELLED);
        } finally {
            s3.restart();
        }
    }

    /** An export of which one delivery to the lake has failed. */
    private JsonNode triedOnce() {
        JsonNode export = shop.export(ALL + ",\"destination\":\"lake\"}");
        await().atMost(SOON)
                .until(() -> delivery(export).get("attempts").asInt() == 1
                        && !delivery(export).get("error").isNull());
        return export;
    }

    @Test
    void aStoreThatIsDownIsTriedAgainUntilItTakesTheFile() {
        destination("Lake", s3("\"prefix\":\"b\"", S3Server.SECRET_KEY));
        s3.kill();
        JsonNode export;
        try {
            export = triedOnce();
            assertThat(delivery(export).at("/error/code").asString()).isEqualTo("destination_unreachable");
        } finally {
            s3.restart();
        }

        server.bean(SteppedClock.class).step(Duration.ofMinutes(2));

        assertThat(delivered(export).get("error").isNull()).isTrue();
    }

    @Test
    void filesOutliveTheirTimeWhileTheyAreOnTheirWay() throws IOException {
        destination("Lake", s3("\"prefix\":\"f\"", S3Server.SECRET_KEY));
        SteppedClock clock = server.bean(SteppedClock.class);
        JsonNode export;
        s3.kill();
        try {
            export = shop.export(ALL + ",\"retention\":\"PT1M\",\"destination\":\"lake\"}");
            for (int attempt = 1; attempt <= 3; attempt++) {
                int tried = attempt;
                await().atMost(SOON).until(() -> stumbled(export, tried));
                sweep();
                assertThat(owner.get(path(export)).at("/state")).isEqualTo(attempt == 1 ? "succeeded" : "expired");
                assertThat(filesOf(export)).isNotEmpty();
                clock.step(Duration.ofMinutes(5));
                assertThat(owner.get(path(export) + "/file").status()).isEqualTo(410);
            }
        } finally {
            s3.restart();
        }

        clock.step(Duration.ofMinutes(10));
        delivered(export);
        await().atMost(SOON).until(() -> {
            clock.step(Duration.ofMinutes(1));
            sweep();
            return filesOf(export).isEmpty();
        });
    }

    private List<Path> filesOf(JsonNode export) throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve(database.name()).resolve("exports"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("/" + id(export) + "/"))
                    .toList();
        }
    }

    @Test
    void wrongKeysFailAtOnceAndTheFileStaysToBeTriedAgain() throws IOException {
        try (HttpReceiver receiver = new HttpReceiver()) {
            owner.post(
                    shop.path("/webhooks"),
                    "{\"url\":\"" + receiver.url("/x")
                            + "\",\"events\":[\"export.delivery_failed\",\"export.delivered\"]}");
            destination("Lake", s3("\"prefix\":\"c\"", "wrong"));
            assertThat(owner.post(shop.path("/destinations/lake/test"), "").at("/error/code"))
                    .isEqualTo("destination_refused");

            JsonNode export = shop.export(ALL + ",\"destination\":\"lake\"}");
            await().atMost(SOON).until(() -> state(export).equals("failed"));
            JsonNode failed = delivery(export);
            assertThat(failed.at("/error/code").asString()).isEqualTo("destination_refused");
            assertThat(failed.get("attempts").asInt()).isEqualTo(1);
            assertThat(owner.get(export.get("file").asString()).status()).isEqualTo(200);

            replace("lake", "Lake", s3("\"prefix\":\"c\"", S3Server.SECRET_KEY));
            assertThat(owner.post(shop.path("/destinations/lake/test"), "")
                            .json()
                            .get("reachable")
                            .booleanValue())
                    .isTrue();
            Answer again = owner.post(path(export) + "/deliveries/" + id(failed) + "/retry", "");
            assertThat(again.status()).as(again.text()).isEqualTo(202);
            delivered(export);
            assertThat(owner.post(path(export) + "/deliveries/" + id(failed) + "/retry", "")
                            .status())
                    .isEqualTo(409);
            await().atMost(SOON).until(() -> receiver.at("/x").size() == 2);
            assertThat(receiver.at("/x").getFirst().body()).contains("export.delivery_failed", id(export));
        }
    }

    @Test
    void ofManyRetriesAtOnceOneCounts() {
        destination("Lake", s3("\"prefix\":\"g\"", "wrong"));
        JsonNode export = shop.export(ALL + ",\"destination\":\"lake\"}");
        await().atMost(SOON).until(() -> state(export).equals("failed"));
        String delivery = id(delivery(export));
        String before = delivery(export).get("job").asString();
        replace("lake", "Lake", s3("\"prefix\":\"g\"", S3Server.SECRET_KEY));
        s3.kill();
        try {
            List<CompletableFuture<Integer>> retries = IntStream.range(0, 12)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> owner.post(path(export) + "/deliveries/" + delivery + "/retry", "")
                                    .status(),
                            task -> Thread.ofVirtual().start(task)))
                    .toList();

            assertThat(retries.stream().map(CompletableFuture::join))
                    .containsOnlyOnce(202)
                    .filteredOn(status -> status != 202)
                    .hasSize(11)
                    .containsOnly(409);
            assertThat(owner.get(shop.path("/jobs")).json().get("items"))
                    .filteredOn(job -> job.get("type").asString().equals(DeliveryJob.TYPE))
                    .hasSize(2);
            DeliveryStore store = server.bean(DeliveryStore.class);
            assertThat(store.reopen(delivery)).isFalse();
            assertThat(store.start(delivery, before))
                    .as("a job that is over does not run it")
                    .isFalse();
        } finally {
            s3.restart();
        }
        server.bean(SteppedClock.class).step(Duration.ofMinutes(2));
        delivered(export);
    }

    @Test
    void aDestinationThatIsSilentKeepsNobodyElseWaiting() throws Exception {
        try (FaultyWire wire = new FaultyWire(s3.port())) {
            destination("Slow", s3("\"prefix\":\"slow\"", S3Server.SECRET_KEY, wire.port()));
            destination("Idle", s3("\"prefix\":\"idle\"", S3Server.SECRET_KEY, wire.port()));
            Shop other = Shop.open(owner);
            List<JsonNode> exports = new ArrayList<>();
            try (FaultyWire.Hold held = wire.hold("PUT /" + BUCKET)) {
                for (String destination : Collections.nCopies(4, List.of("slow", "idle")).stream()
                        .flatMap(List::stream)
                        .toList()) {
                    exports.add(shop.export(ALL + ",\"destination\":\"" + destination + "\"}"));
                }
                assertThat(held.await(SOON)).isTrue();
                await().atMost(SOON)
                        .untilAsserted(() -> assertThat(exports)
                                .extracting(this::state)
                                .filteredOn("running"::equals)
                                .hasSize(4));

                destination(other, "Lake", s3("\"prefix\":\"other\"", S3Server.SECRET_KEY));
                JsonNode export = other.export(ALL + ",\"destination\":\"lake\"}");
                other.until(
                        "/exports/" + id(export) + "/deliveries/"
                                + export.at("/deliveries/0/id").asString(),
                        "delivered");

                assertThat(exports)
                        .extracting(this::state)
                        .filteredOn("running"::equals)
                        .as("two for each destination, four for the project, of sixteen")
                        .hasSize(4);
            }
            exports.forEach(this::delivered);
        }
    }

    @Test
    void anExportIsNotOnItsWayTwiceToOnePlace() throws Exception {
        try (FaultyWire wire = new FaultyWire(s3.port())) {
            destination("Lake", s3("\"prefix\":\"twice\"", S3Server.SECRET_KEY, wire.port()));
            JsonNode export = shop.export(ALL + "}");
            String to = "{\"destination\":\"lake\"}";
            String first = owner.post(path(export) + "/deliveries", to).at("/id");
            shop.until("/exports/" + id(export) + "/deliveries/" + first, "delivered");
            try (FaultyWire.Hold held = wire.hold("PUT ")) {
                Answer again = owner.post(path(export) + "/deliveries", to);
                assertThat(again.status())
                        .as("what has arrived can be sent again")
                        .isEqualTo(202);
                assertThat(held.await(SOON)).isTrue();

                Answer second = owner.post(path(export) + "/deliveries", to);

                assertThat(second.status()).isEqualTo(409);
                assertThat(second.at("/detail")).contains("\"lake\"", again.at("/id"));
                assertThat(server.bean(Jobs.class)
                                .active(new ProjectId(owner.get(shop.path("")).at("/id")), id(export)))
                        .hasSize(1);
                String job = owner.get(path(export) + "/deliveries/" + again.at("/id"))
                        .at("/job");
                assertThat(owner.delete(shop.path("/jobs/" + job)).status()).isEqualTo(204);
                assertThat(owner.post(path(export) + "/deliveries", to).status())
                        .isEqualTo(202);
                assertThat(owner.post(path(export) + "/deliveries/" + again.at("/id") + "/retry", "")
                                .status())
                        .as("a retry beside another delivery")
                        .isEqualTo(409);
            }
        }
    }

    @Test
    void aFinishedExportCanBeCopiedToADirectoryLater() {
        destination("Share", "\"directory\":{\"directory\":\"in/{date}\"}");
        JsonNode export = shop.export(ALL + "}");
        assertThat(export.get("deliveries")).isEmpty();

        Answer asked = owner.post(path(export) + "/deliveries", "{\"destination\":\"share\"}");

        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        JsonNode delivery = delivered(export);
        assertThat(Path.of(URI.create(delivery.get("location").asString())))
                .content()
                .startsWith("id\nanna");
        assertThat(owner.post(path(export) + "/deliveries/" + id(delivery) + "/link", "{}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aDirectoryIsTriedWhereFilesWillGo() throws IOException {
        String name = "tried-" + UUID.randomUUID();
        destination("Share", "\"directory\":{\"directory\":\"" + name + "/\"}");
        Path copies = directory.resolve("copies");
        Path own = copies.resolve(owner.get(shop.path("")).at("/id"));

        assertThat(owner.post(shop.path("/destinations/share/test"), "").status())
                .isEqualTo(200);
        assertThat(own.resolve(name)).isEmptyDirectory();
        assertThat(copies.resolve(name)).doesNotExist();

        Files.delete(own.resolve(name));
        Files.writeString(own.resolve(name), "in the way");
        assertThat(owner.post(shop.path("/destinations/share/test"), "").at("/error/code"))
                .isEqualTo("destination_unreachable");
    }

    @Test
    void anExportThatFailsEndsItsDelivery() {
        destination("Lake", s3("\"prefix\":\"d\"", S3Server.SECRET_KEY));
        JsonNode export = shop.export(ALL + "}");
        assertThat(owner.delete(path(export)).status()).isEqualTo(204);

        assertThat(owner.post(path(export) + "/deliveries", "{\"destination\":\"lake\"}")
                        .at("/code"))
                .isEqualTo("not_ready");
    }

    @Test
    void secretsAreNeverReadBackAndGoToNobodyElse() {
        destination("Lake", s3("\"prefix\":\"e\",\"session_token\":\"temporary\"", "hidden-key"));

        Answer seen = owner.get(shop.path("/destinations/lake"));
        assertThat(seen.text())
                .doesNotContain("hidden")
                .doesNotContain(S3Server.ACCESS_KEY)
                .doesNotContain("temporary");
        String elsewhere = "\"s3\":{\"endpoint\":\"https://elsewhere.example.com\",\"bucket\":\"lake\"}";
        Answer refused = owner.put(shop.path("/destinations/lake"), "{\"name\":\"Lake\"," + elsewhere + "}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/errors/0/pointer")).isEqualTo("/s3/access_key_id");
        String same = "\"s3\":{\"endpoint\":\"" + s3.endpoint() + "\",\"bucket\":\"lake\",\"prefix\":\"other\"}";
        assertThat(owner.put(shop.path("/destinations/lake"), "{\"name\":\"Other\"," + same + "}")
                        .at("/s3/prefix"))
                .isEqualTo("other");
    }

    @Test
    void replacingADestinationGoesByTheSameRulesAsMakingIt() {
        destination("Lake", s3("\"prefix\":\"c\"", S3Server.SECRET_KEY));

        Answer refused = owner.put(
                shop.path("/destinations/lake"),
                "{\"name\":\"Lake\",\"s3\":{\"bucket\":\"lake\",\"own_credentials\":true}}");

        assertThat(refused.status()).as(refused.text()).isEqualTo(400);
        assertThat(refused.at("/errors/0/pointer")).isEqualTo("/s3/own_credentials");
        assertThat(owner.get(shop.path("/destinations/lake")).at("/s3/prefix")).isEqualTo("c");
    }

    @Test
    void whoStopsUsingTheServersCredentialsGivesOthers(@TempDir Path directory) {
        Map<String, String> allowed = Map.of("muster.outbound.own-credentials", "true");
        try (TestServer other = TestServer.start(directory.resolve("data"), allowed)) {
            String path = "/v1/projects/default/destinations";
            String own = "\"own_credentials\":true}}";
            Answer made = other.owner().post(path, "{\"name\":\"Lake\",\"s3\":{\"bucket\":\"lake\"," + own);
            assertThat(made.status()).as(made.text()).isEqualTo(201);

            Answer refused = other.owner().put(path + "/lake", "{\"name\":\"Lake\",\"s3\":{\"bucket\":\"lake\"}}");
            assertThat(refused.status()).as(refused.text()).isEqualTo(400);
            assertThat(refused.at("/errors/0/pointer")).isEqualTo("/s3/access_key_id");
            assertThat(other.owner()
                            .put(path + "/lake", "{\"name\":\"Sea\",\"s3\":{\"bucket\":\"lake\"," + own)
                            .status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"name":"X"}                                                                                | 400 | invalid_request | /s3
            {"name":"X","s3":{"bucket":"lake"},"directory":{}}                                          | 400 | invalid_request | /s3
            {"name":"X","s3":{"bucket":"lake"}}                                                         | 400 | invalid_request | /s3/access_key_id
            {"name":"X","s3":{"access_key_id":"a","secret_access_key":"b"}}                             | 400 | invalid_request | /s3/bucket
            {"name":"X","s3":{"bucket":"a/b","own_credentials":true}}                                   | 400 | invalid_request | /s3/bucket
            {"name":"X","s3":{"bucket":"lake","endpoint":"http://10.0.0.1","own_credentials":true}}     | 400 | invalid_request | /s3/endpoint
            {"name":"X","s3":{"bucket":"lake","prefix":"../x","own_credentials":true}}                  | 400 | invalid_request | /s3/prefix
            {"name":"X","s3":{"bucket":"lake","prefix":"{who}","own_credentials":true}}                 | 400 | invalid_request | /s3/prefix
            {"name":"X","s3":{"bucket":"lake","encryption":"rot13","own_credentials":true}}             | 400 | invalid_request | /s3/encryption
            {"name":"X","s3":{"bucket":"lake","own_credentials":true,"acl":"public"}}                   | 422 | unknown_field   | /s3/acl
            {"name":"X","s3":{"bucket":"lake","own_credentials":true}}                                  | 400 | invalid_request | /s3/own_credentials
            {"name":"X","directory":{"directory":"/etc"}}                                               | 400 | invalid_request | /directory/directory
            {"name":"X","sftp":{"host":"h","user":"u","host_key":"nonsense","password":"p"}}            | 422 | destination_refused | /sftp/host_key
            {"name":"X","sftp":{"host":"h","user":"u","password":"p"}}                                  | 400 | invalid_request | /sftp/host_key
            {"name":"X","sftp":{"host":"h","user":"u","port":0,"host_key":"x"}}                         | 400 | invalid_request | /sftp/port
            """)
    void saysWhatIsWrongAndWhere(String body, int status, String code, String pointer) {
        Answer refused = owner.post(shop.path("/destinations"), body);

        assertThat(refused.status()).as(refused.text()).isEqualTo(status);
        assertThat(refused.at("/code")).isEqualTo(code);
        assertThat(refused.json().get("errors").findValuesAsString("pointer")).contains(pointer);
    }

    @Test
    void whatIsAnotherProjectsIsNotThere() {
        destination("Share", "\"directory\":{}");
        JsonNode export = shop.export(ALL + ",\"destination\":\"share\"}");
        JsonNode delivery = delivered(export);
        Shop other = Shop.open(owner);
        JsonNode otherExport = other.export(ALL + "}");

        assertThat(owner.get(other.path("/destinations/share")).status()).isEqualTo(404);
        assertThat(owner.post(other.path("/exports"), ALL + ",\"destination\":\"share\"}")
                        .at("/code"))
                .isEqualTo("unknown_destination");
        assertThat(owner.post(other.path("/exports"), ALL + ",\"destination\":7}")
                        .at("/errors/0/pointer"))
                .isEqualTo("/destination");
        String path = other.path("/exports/" + id(otherExport) + "/deliveries/" + id(delivery));
        assertThat(owner.get(path).status()).isEqualTo(404);
        assertThat(owner.post(path + "/retry", "").status()).isEqualTo(404);
        assertThat(owner.post(path + "/link", "{}").status()).isEqualTo(404);
        assertThat(owner.delete(shop.path("/destinations/share")).status()).isEqualTo(204);
        assertThat(delivery(export).get("destination").asString()).isEqualTo("share");
    }

    private void destination(String name, String where) {
        destination(shop, name, where);
    }

    private void destination(Shop of, String name, String where) {
        Answer made = owner.post(of.path("/destinations"), "{\"name\":\"" + name + "\"," + where + "}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
    }

    private void replace(String key, String name, String where) {
        Answer made = owner.put(shop.path("/destinations/" + key), "{\"name\":\"" + name + "\"," + where + "}");
        assertThat(made.status()).as(made.text()).isEqualTo(200);
    }

    private static String s3(String more, String secretKey) {
        return s3(more, secretKey, s3.port());
    }

    private static String s3(String more, String secretKey, int port) {
        return "\"s3\":{\"endpoint\":\"http://127.0.0.1:" + port + "\",\"bucket\":\"" + BUCKET
                + "\",\"access_key_id\":\"" + S3Server.ACCESS_KEY + "\",\"secret_access_key\":\"" + secretKey + "\","
                + more + "}";
    }

    private boolean stumbled(JsonNode export, int attempts) {
        JsonNode delivery = delivery(export);
        return delivery.get("attempts").asInt() == attempts
                && delivery.get("state").asString().equals("queued");
    }

    private void sweep() {
        server.beans(RecurringWork.class).stream()
                .filter(work -> work.name().equals("export-sweep"))
                .forEach(RecurringWork::run);
    }

    private String path(JsonNode export) {
        return shop.path("/exports/" + id(export));
    }

    private JsonNode delivery(JsonNode export) {
        JsonNode items = owner.get(path(export) + "/deliveries").json().get("items");
        assertThat(items).hasSize(1);
        assertThat(owner.get(path(export)).json().get("deliveries")).hasSize(1);
        return owner.get(path(export) + "/deliveries/" + id(items.get(0))).json();
    }

    private String state(JsonNode export) {
        return delivery(export).get("state").asString();
    }

    private JsonNode delivered(JsonNode export) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(30))
                .untilAsserted(() -> assertThat(delivery(export).get("state").asString())
                        .as(delivery(export).toString())
                        .isEqualTo("delivered"));
        return delivery(export);
    }

    private static String id(JsonNode thing) {
        return thing.get("id").asString();
    }
}
