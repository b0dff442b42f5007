package io.muster.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.server.catalog.Catalog;
import io.muster.server.conformance.Proves;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.FaultyWire;
import io.muster.server.test.HttpReceiver;
import io.muster.server.test.HttpReceiver.Received;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.Shop;
import io.muster.server.test.SteppedClock;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@OnEachDatabase
class WebhooksTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final Map<Database, TestServer> SERVERS = new EnumMap<>(Database.class);

    @TempDir
    private static Path data;

    private final Database database;
    private final TestServer server;
    private final ApiClient owner;
    private final Shop shop;
    private final String path = "/" + UUID.randomUUID();
    private final HttpReceiver receiver;

    WebhooksTest(Database database) throws IOException {
        this.database = database;
        this.server = SERVERS.computeIfAbsent(database, it -> start(data.resolve(it.name()), it.settings()));
        this.owner = server.owner();
        this.shop = Shop.open(owner);
        this.receiver = new HttpReceiver();
    }

    private static TestServer start(Path data, Map<String, String> database) {
        Map<String, String> settings = new HashMap<>(database);
        settings.put("muster.outbound.allow", "127.0.0.0/8");
        settings.put("muster.public-url", "https://muster.example.com/");
        settings.put("muster.job.poll", "50ms");
        return TestServer.start(data, settings, SteppedClock.class);
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @AfterAll
    static void stopServers() {
        SERVERS.values().forEach(TestServer::close);
        SERVERS.clear();
    }

    @Test
    void aFinishedExportIsToldWithASignatureThatProvesIt() throws Exception {
        String hook = hook("[\"export.succeeded\"]");
        JsonNode export = shop.export("{\"definition\":{\"tag\":\"vip\"}}");

        Received told = received(1).getFirst();

        JsonNode body = JsonMapper.shared().readTree(told.body());
        assertThat(body.get("type").asString()).isEqualTo("export.succeeded");
        assertThat(body.at("/data/export")).isEqualTo(export.get("id"));
        assertThat(body.at("/data/rows").asInt()).isEqualTo(2);
        assertThat(body.at("/data/links/file").asString())
                .isEqualTo("https://muster.example.com" + export.get("file").asString());
        assertThat(told.body()).doesNotContain("anna").doesNotContain("tag");
        String secret = owner.get(shop.path("/webhooks/" + hook + "/secret")).at("/secret");
        assertThat(told.header("webhook-signature")).isEqualTo(sign(secret, told));
        JsonNode log = delivered(1);
        assertThat(log.at("/items/0/id").asString()).isEqualTo(told.header("webhook-id"));
    }

    @Test
    void onlyTheEventsAskedForAreTold() {
        hook("[\"export.expired\",\"export.cancelled\"]");
        JsonNode export = shop.export("{\"definition\":{\"all\":[]}}");

        assertThat(owner.delete(shop.path("/exports/" + export.get("id").asString()))
                        .status())
                .isEqualTo(204);

        assertThat(received(1).getFirst().body()).contains("\"export.expired\"");
        assertThat(delivered(1).get("items")).hasSize(1);
    }

    @Test
    @Proves("artisan-72")
    void aReceiverThatIsDownIsTriedAgainForADayAndThenGivenUp() {
        hook("[\"export.succeeded\"]");
        receiver.answer(503, "later\u0000");
        shop.export("{\"definition\":{\"all\":[]}}");
        SteppedClock clock = server.bean(SteppedClock.class);

        for (int attempt = 1; attempt <= 11; attempt++) {
            received(attempt);
            int sent = attempt;
            await().atMost(SOON).until(() -> attempts().size() == sent);
            clock.step(Duration.ofHours(9));
        }

        JsonNode delivery = only();
        assertThat(delivery.get("state").asString()).isEqualTo("failed");
        assertThat(delivery.get("next_attempt").isNull()).isTrue();
        assertThat(delivery.at("/attempts/10/status").asInt()).isEqualTo(503);
        assertThat(delivery.at("/attempts/10/response").asString()).isEqualTo("later\uFFFD");
        assertThat(received(11)).extracting(one -> one.header("webhook-id")).containsOnly(id(delivery));
        assertThat(received(11))
                .extracting(Received::body)
                .hasSize(11)
                .containsOnly(received(11).getFirst().body());
    }

    @Test
    void silentReceiversOfOneProjectKeepNoOtherWaiting() throws IOException {
        Shop flooding = Shop.open(owner);
        String project = owner.get(flooding.path("")).at("/id");
        try (FaultyWire wire = new FaultyWire(receiver.port())) {
            wire.silent(true);
            for (int i = 0; i < 6; i++) {
                hook(flooding, "http://127.0.0.1:" + wire.port() + "/" + i, "[\"export.succeeded\"]");
            }
            for (int i = 0; i < 6; i++) {
                flooding.export("{\"definition\":{\"all\":[]}}");
            }
            await().atMost(SOON).until(() -> underWay(project) == 16);

            hook("[\"export.succeeded\"]");
            shop.export("{\"definition\":{\"tag\":\"vip\"}}");

            delivered(1);
            assertThat(underWay(project)).as("a quarter of those that may be").isEqualTo(16);
        }
    }

    /** How many messages of the project are being sent. */
    private int underWay(String project) {
        return server.bean(Catalog.class)
                .read(db -> db.fetchSingle(
                                "select count(*) from message where project = ? and lease_until is not null", project)
                        .get(0, Integer.class));
    }

    @Test
    void aMessageSurvivesARestart() {
        Map<String, String> catalogue = database.settings();
        Path place = data.resolve("restarted-" + database);
        try (TestServer first = start(place, catalogue)) {
            Shop its = Shop.open(first.owner());
            hook(its, "[\"export.succeeded\"]");
            receiver.answer(500, "");
            its.export("{\"definition\":{\"all\":[]}}");
            await().atMost(SOON)
                    .until(() -> first.owner()
                                    .get(its.path("/webhooks/deliveries"))
                                    .json()
                                    .at("/items/0/attempts")
                                    .asInt()
                            == 1);
        }
        receiver.answer(200, "");

        try (TestServer second = start(place, catalogue)) {
            second.bean(SteppedClock.class).step(Duration.ofMinutes(1));
            List<Received> both = received(2);
            assertThat(both.get(1).header("webhook-id")).isEqualTo(both.get(0).header("webhook-id"));
            assertThat(both.get(1).body()).isEqualTo(both.get(0).body());
        }
    }

    @Test
    void a410SwitchesTheWebhookOffAndAnUpdateOnAgain() {
        String hook = hook("[\"export.succeeded\"]");
        receiver.answer(410, "");
        shop.export("{\"definition\":{\"all\":[]}}");
        await().atMost(SOON).until(() -> !webhook(hook).get("enabled").booleanValue());

        assertThat(webhook(hook).get("disabled_reason").asString()).contains("410");
        assertThat(only().get("state").asString()).isEqualTo("failed");
        shop.export("{\"definition\":{\"all\":[]}}");
        assertThat(owner.get(shop.path("/webhooks/deliveries")).json().get("items"))
                .hasSize(1);

        JsonNode on = owner.patch(shop.path("/webhooks/" + hook), "{\"enabled\":true}")
                .json();
        assertThat(on.get("enabled").booleanValue()).isTrue();
        assertThat(on.get("disabled_reason").isNull()).isTrue();
    }

    @Test
    void aMessageCanBeReplayedUnderItsId() {
        hook("[\"export.succeeded\"]");
        receiver.answer(410, "");
        shop.export("{\"definition\":{\"all\":[]}}");
        received(1);
        await().atMost(SOON).until(() -> only().get("state").asString().equals("failed"));
        String hook = only().get("webhook").asString();
        owner.patch(shop.path("/webhooks/" + hook), "{\"enabled\":true,\"url\":\"" + receiver.url(path) + "-new\"}");
        receiver.answer(200, "");

        Answer replayed = owner.post(shop.path("/webhooks/deliveries/" + id(only()) + "/replay"), "");

        assertThat(replayed.status()).as(replayed.text()).isEqualTo(202);
        await().atMost(SOON).until(() -> receiver.at(path + "-new").size() == 1);
        assertThat(receiver.at(path + "-new").getFirst().header("webhook-id")).isEqualTo(id(only()));
        delivered(1);
    }

    @Test
    void aTestTellsWhatCameOfIt() {
        String hook = hook("[\"export.succeeded\"]");
        receiver.answer(404, "nobody here");

        JsonNode failed =
                owner.post(shop.path("/webhooks/" + hook + "/test"), "").json();
        receiver.answer(200, "");
        JsonNode taken =
                owner.post(shop.path("/webhooks/" + hook + "/test"), "").json();

        assertThat(failed.get("state").asString()).isEqualTo("failed");
        assertThat(failed.at("/attempts/0/response").asString()).isEqualTo("nobody here");
        assertThat(taken.get("state").asString()).isEqualTo("delivered");
        assertThat(taken.at("/payload/type").asString()).isEqualTo("webhook.test");
    }

    @Test
    void aRotatedSecretSignsBesideTheOldOneForADay() throws Exception {
        String hook = hook("[\"export.succeeded\"]");
        String old = owner.get(shop.path("/webhooks/" + hook + "/secret")).at("/secret");
        Answer rotated = owner.post(shop.path("/webhooks/" + hook + "/rotate-secret"), "");

        assertThat(rotated.at("/previous_secret")).isEqualTo(old).isNotEqualTo(rotated.at("/secret"));
        assertThat(rotated.header("Cache-Control")).isEqualTo("no-store");
        owner.post(shop.path("/webhooks/" + hook + "/test"), "");
        Received both = received(1).getFirst();
        assertThat(both.header("webhook-signature"))
                .isEqualTo(sign(rotated.at("/secret"), both) + " " + sign(old, both));

        server.bean(SteppedClock.class).step(Duration.ofHours(25));
        owner.post(shop.path("/webhooks/" + hook + "/test"), "");
        Received one = received(2).get(1);
        assertThat(one.header("webhook-signature")).isEqualTo(sign(rotated.at("/secret"), one));
    }

    @Test
    @Proves("artisan-72")
    void anExportCallsBackSignedWithTheProjectsSecret() throws Exception {
        JsonNode export = shop.export("{\"definition\":{\"all\":[]},\"callback_url\":\"" + receiver.url(path) + "\"}");

        Received called = received(1).getFirst();

        assertThat(export.get("callback_url").asString()).isEqualTo(receiver.url(path));
        assertThat(called.body()).contains(export.get("id").asString());
        String secret = owner.get(shop.path("/callback-secret")).at("/secret");
        assertThat(called.header("webhook-signature")).isEqualTo(sign(secret, called));
        assertThat(delivered(1).at("/items/0/webhook").isNull()).isTrue();
        assertThat(owner.post(shop.path("/callback-secret/rotate"), "").at("/previous_secret"))
                .isEqualTo(secret);
    }

    @Test
    void aReceiverAtAPrivateAddressIsNeverCalled() {
        Answer made = owner.post(
                shop.path("/webhooks"),
                "{\"url\":\"http://localhost.localdomain:1/\",\"events\":[\"export.succeeded\"]}");
        assertThat(made.status()).isEqualTo(201);
        Answer refused = owner.post(
                shop.path("/exports"), "{\"definition\":{\"all\":[]},\"callback_url\":\"http://10.0.0.1/x\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/errors/0/pointer")).isEqualTo("/callback_url");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                                    | 400 | invalid_request | /url
            {"url":"https://a.example","events":[]}                               | 400 | invalid_request | /events
            {"url":"https://a.example","events":["segment.made"]}                 | 400 | invalid_request | /events/0
            {"url":"http://192.168.0.1/","events":["export.failed"]}              | 400 | invalid_request | /url
            {"url":"ftp://a.example","events":["export.failed"]}                  | 400 | invalid_request | /url
            {"url":"https://a.example","events":"export.failed"}                  | 422 | wrong_type      | /events
            {"url":"https://a.example","events":["export.failed"],"secret":"x"}   | 422 | unknown_field   | /secret
            {"url":"https://a.example","events":["export.failed"],"enabled":1}    | 422 | wrong_type      | /enabled
            """)
    void saysWhatIsWrongAndWhere(String body, int status, String code, String pointer) {
        Answer refused = owner.post(shop.path("/webhooks"), body);

        assertThat(refused.status()).as(refused.text()).isEqualTo(status);
        assertThat(refused.at("/code")).isEqualTo(code);
        assertThat(refused.json().get("errors").findValuesAsString("pointer")).contains(pointer);
    }

    @Test
    void whatIsAnotherProjectsIsNotThere() {
        String hook = hook("[\"export.succeeded\"]");
        owner.post(shop.path("/webhooks/" + hook + "/test"), "");
        String delivery = id(only());
        Shop other = Shop.empty(owner);

        for (String each :
                List.of("/webhooks/" + hook, "/webhooks/" + hook + "/secret", "/webhooks/deliveries/" + delivery)) {
            assertThat(owner.get(other.path(each)).status()).as(each).isEqualTo(404);
        }
        assertThat(owner.post(other.path("/webhooks/" + hook + "/test"), "").status())
                .isEqualTo(404);
        assertThat(owner.post(other.path("/webhooks/deliveries/" + delivery + "/replay"), "")
                        .status())
                .isEqualTo(404);
        assertThat(owner.delete(other.path("/webhooks/" + hook)).status()).isEqualTo(404);
        assertThat(owner.get(other.path("/webhooks")).json().get("items")).isEmpty();
        assertThat(owner.get(shop.path("/webhooks?limit=1")).json().get("items"))
                .hasSize(1);
        assertThat(owner.delete(shop.path("/webhooks/" + hook)).status()).isEqualTo(204);
        assertThat(owner.get(shop.path("/webhooks/deliveries")).json().get("items"))
                .isEmpty();
    }

    private String hook(String events) {
        return hook(shop, events);
    }

    private String hook(Shop shop, String events) {
        return hook(shop, receiver.url(path), events);
    }

    private static String hook(Shop shop, String url, String events) {
        Answer made = shop.client().post(shop.path("/webhooks"), "{\"url\":\"" + url + "\",\"events\":" + events + "}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.at("/id");
    }

    private JsonNode webhook(String id) {
        return owner.get(shop.path("/webhooks/" + id)).json();
    }

    /** What came, once that many have. */
    private List<Received> received(int count) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(receiver.at(path)).hasSizeGreaterThanOrEqualTo(count));
        return receiver.at(path);
    }

    /** The log, once that many were delivered. */
    private JsonNode delivered(int count) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(owner.get(shop.path("/webhooks/deliveries?state=delivered"))
                                .json()
                                .get("items"))
                        .hasSize(count));
        return owner.get(shop.path("/webhooks/deliveries")).json();
    }

    private JsonNode only() {
        JsonNode items = owner.get(shop.path("/webhooks/deliveries")).json().get("items");
        assertThat(items).hasSize(1);
        return owner.get(shop.path("/webhooks/deliveries/" + id(items.get(0)))).json();
    }

    private JsonNode attempts() {
        return only().get("attempts");
    }

    private static String id(JsonNode thing) {
        return thing.get("id").asString();
    }

    private static String sign(String secret, Received message) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring(6)), "HmacSHA256"));
        String signed = message.header("webhook-id") + "." + message.header("webhook-timestamp") + "." + message.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    }
}
