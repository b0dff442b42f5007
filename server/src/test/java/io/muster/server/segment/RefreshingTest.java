package io.muster.server.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** Keeping segments fresh, on an engine that can be made to fail and a clock that is moved by hand. */
@OnEachDatabase
@ResourceLock("scripted engine")
class RefreshingTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Map<Database, TestServer> SERVERS = new EnumMap<>(Database.class);

    private final ApiClient owner;
    private Shop shop;

    RefreshingTest(Database database) {
        this.owner = server(database).owner();
        this.shop = Shop.open(owner);
    }

    private static synchronized TestServer server(Database database) {
        return SERVERS.computeIfAbsent(database, it -> {
            try {
                Path data = Files.createTempDirectory("muster-refresh");
                Map<String, String> settings = new HashMap<>(it.settings());
                settings.put("muster.refresh.timeout", "1s");
                settings.put("muster.job.poll", "100ms");
                TestServer started = TestServer.start(data, settings, ScriptedEngine.Wiring.class);
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    started.close();
                    FileSystemUtils.deleteRecursively(data.toFile());
                }));
                return started;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @BeforeEach
    void heal() {
        ScriptedEngine.healed = false;
        ScriptedEngine.ASKED.clear();
    }

    @Test
    void whatFailsIsTriedAgainEverMoreSeldomUntilItSucceeds() {
        make("Poisoned", "{\"attribute\":\"poison\",\"is\":1}", "daily");
        JsonNode failed =
                until("poisoned", segment -> segment.at("/state").asString().equals("failed"));

        assertThat(failed.at("/last_error/code").asString()).isEqualTo("internal");
        assertThat(failed.at("/freshness/stale").asBoolean()).isTrue();
        assertThat(untilNextRun(failed)).isBetween(Duration.ZERO, Duration.ofSeconds(10));

        ScriptedEngine.CLOCK.step(Duration.ofSeconds(11));
        JsonNode again = until(
                "poisoned",
                segment ->
                        state(segment).equals("failed") && untilNextRun(segment).compareTo(Duration.ofSeconds(11)) > 0);
        assertThat(untilNextRun(again)).isLessThanOrEqualTo(Duration.ofSeconds(20));

        ScriptedEngine.healed = true;
        ScriptedEngine.CLOCK.step(Duration.ofSeconds(21));
        JsonNode good =
                until("poisoned", segment -> segment.at("/state").asString().equals("fresh"));
        assertThat(good.get("last_error").isNull()).isTrue();
        assertThat(good.at("/freshness/stale").asBoolean()).isFalse();
        assertThat(good.at("/next_run").asString()).endsWith("T00:00:00.000Z");
    }

    @Test
    void allAreComputedAtOnceWhenAskedFor() {
        make("Adults", "{\"attribute\":\"age\",\"gte\":18}", "manual");
        make("Poisoned", "{\"attribute\":\"poison\",\"is\":1}", "manual");
        make("Orders", "{\"event\":\"Order Completed\"}", "manual");
        until("adults", segment -> segment.at("/state").asString().equals("fresh"));
        until("orders", segment -> segment.at("/state").asString().equals("fresh"));
        shop.load("profiles", "{\"id\":\"finn\",\"attributes\":{\"age\":99}}");

        Answer job = owner.post(shop.path("/segments/refresh"), "");
        await().atMost(SOON).until(() -> !job(job).get("finished_at").isNull());

        assertThat(job.status()).isEqualTo(202);
        assertThat(job(job).at("/state").asString()).isEqualTo("succeeded");
        assertThat(job(job).at("/subject/type").asString()).isEqualTo("project");
        JsonNode adults = owner.get(shop.path("/segments/adults")).json();
        JsonNode orders = owner.get(shop.path("/segments/orders")).json();
        assertThat(adults.at("/data_version")).isEqualTo(orders.at("/data_version"));
        assertThat(adults.at("/data_version").asInt()).isEqualTo(3);
        assertThat(adults.at("/as_of")).isEqualTo(orders.at("/as_of"));
        assertThat(owner.get(shop.path("/segments/poisoned"))
                        .json()
                        .at("/state")
                        .asString())
                .isEqualTo("failed");
    }

    @Test
    void whatFailsOrNeverEndsHoldsUpNothingElse() {
        make("Poisoned", "{\"attribute\":\"poison\",\"is\":1}", "PT1M");
        make("Endless", "{\"attribute\":\"endless\",\"is\":1}", "PT1M");
        for (int i = 0; i < 5; i++) {
            make("Good " + i, "{\"attribute\":\"age\",\"gte\":" + i + "}", "PT1M");
        }
        until("poisoned", segment -> segment.at("/state").asString().equals("failed"));
        JsonNode endless =
                until("endless", segment -> !segment.get("last_error").isNull());
        assertThat(endless.at("/last_error/code").asString()).isEqualTo("deadline_exceeded");

        shop.load("profiles", "{\"id\":\"finn\",\"attributes\":{\"age\":99}}");
        Instant step = step(Duration.ofSeconds(70));

        for (int i = 0; i < 5; i++) {
            JsonNode good = until("good-" + i, segment -> !asOf(segment).isBefore(step));
            assertThat(good.at("/data_version").asInt()).isEqualTo(3);
        }
    }

    @Test
    void whatFollowsFromTheSameDataIsNotAskedAgain() {
        make("Adults", "{\"all\":[{\"attribute\":\"age\",\"gte\":17.5},{\"event\":\"Order Completed\"}]}", "PT1M");
        until("adults", segment -> segment.at("/state").asString().equals("fresh"));
        int asked = asked("number=17.5]");

        Instant step = step(Duration.ofSeconds(61));
        until("adults", segment -> !asOf(segment).isBefore(step));
        assertThat(refresh("adults").at("/state").asString()).isEqualTo("succeeded");

        assertThat(asked("number=17.5]")).isEqualTo(asked);
        assertThat(shop.members("adults", 10)).containsExactlyInAnyOrder("anna", "bo");

        shop.load("profiles", "{\"id\":\"cleo\",\"attributes\":{\"age\":18}}");
        refresh("adults");
        assertThat(asked("number=17.5]")).isGreaterThan(asked);
        assertThat(shop.members("adults", 10)).containsExactlyInAnyOrder("anna", "bo", "cleo");
    }

    @Test
    void whatSlidesWithTheClockIsAskedAgainOnTheSameData() {
        make("Recent", "{\"event\":\"Order Completed\",\"within\":{\"last\":\"P3650D\"}}", "PT1M");
        until("recent", segment -> segment.at("/state").asString().equals("fresh"));
        assertThat(shop.members("recent", 10)).hasSize(3);

        Instant forward = step(Duration.ofDays(3700));
        try {
            until("recent", segment -> !asOf(segment).isBefore(forward));
            assertThat(shop.members("recent", 10)).isEmpty();
        } finally {
            step(Duration.ofDays(-3700));
        }
        until("recent", segment -> lastRun(segment).isBefore(forward));
        assertThat(shop.members("recent", 10)).hasSize(3);
    }

    @Test
    void aClockThatIsSetBackHoldsNothingUp() {
        make("Everyone", "{\"attribute\":\"age\",\"exists\":true}", "PT1M");
        until("everyone", segment -> segment.at("/state").asString().equals("fresh"));
        step(Duration.ofHours(-5));
        try {
            shop.load("profiles", "{\"id\":\"finn\",\"attributes\":{\"age\":9}}");
            assertThat(refresh("everyone").at("/state").asString()).isEqualTo("succeeded");
            assertThat(get("everyone").get("size").asInt()).isEqualTo(5);
            assertThat(shop.members("everyone", 10)).contains("finn");
        } finally {
            step(Duration.ofHours(5));
        }
    }

    @Test
    void dueSegmentsAreComputedFromOneDataVersionAndShareWhatIsEqual() {
        String event = "Seen " + UUID.randomUUID();
        for (int i = 0; i < 4; i++) {
            make("Order " + i, "{\"event\":\"" + event + "\",\"within\":{\"last\":\"P3650D\"}}", "PT1M");
        }
        make("Orders", "{\"all\":[{\"segment\":\"order-0\"},{\"segment\":\"order-3\"}]}", "PT1M");
        until("orders", segment -> segment.at("/state").asString().equals("fresh"));
        shop.load("profiles", "{\"id\":\"finn\"}");
        ScriptedEngine.ASKED.clear();

        Instant step = step(Duration.ofSeconds(70));

        JsonNode child = until("orders", segment -> !asOf(segment).isBefore(step));
        for (int i = 0; i < 4; i++) {
            JsonNode parent = until("order-" + i, segment -> !asOf(segment).isBefore(step));
            assertThat(parent.get("as_of")).isEqualTo(child.get("as_of"));
            assertThat(parent.get("data_version")).isEqualTo(child.get("data_version"));
        }
        assertThat(asked(event)).isEqualTo(1);
    }

    @Test
    void aSegmentPastItsMaxAgeSaysSo() {
        owner.post(
                shop.path("/segments"),
                "{\"name\":\"Old\",\"definition\":{\"all\":[]},\"refresh\":\"manual\",\"max_age\":\"PT1H\"}");
        JsonNode fresh = until("old", segment -> segment.at("/state").asString().equals("fresh"));
        Instant asOf = Instant.parse(fresh.at("/as_of").asString());
        assertThat(fresh.at("/freshness/fresh_until").asString())
                .isEqualTo(asOf.plus(Duration.ofHours(1)).toString());

        step(Duration.ofMinutes(61));

        JsonNode stale = get("old");
        assertThat(stale.at("/state").asString()).isEqualTo("stale");
        assertThat(stale.at("/freshness/reason").asString()).contains("more than PT1H ago");
        assertThat(stale.get("size").asInt()).isEqualTo(5);
        assertThat(owner.get(shop.path("/profiles/anna/segments")).at("/items/0/freshness/reason"))
                .contains("more than PT1H ago");
        refresh("old");
        assertThat(get("old").at("/state").asString()).isEqualTo("fresh");
    }

    @Test
    void aProfilesSegmentsAreAsFreshAsTheyThemselvesSay() {
        ScriptedEngine.healed = true;
        String poison = "{\"any\":[{\"attribute\":\"age\",\"gte\":1},{\"attribute\":\"poison\",\"is\":1}]}";
        make("Fine", "{\"attribute\":\"age\",\"gte\":1}", "PT1M");
        make("Idle", "{\"attribute\":\"age\",\"gte\":2}", "manual");
        make("Failing", poison, "PT1M");
        make("Replaced", "{\"attribute\":\"age\",\"gte\":3}", "manual");
        make("Following", "{\"segment\":\"replaced\"}", "manual");
        Answer aged = owner.post(
                shop.path("/segments"),
                "{\"name\":\"Aged\",\"definition\":{\"all\":[]},\"refresh\":\"manual\",\"max_age\":\"PT1M\"}");
        assertThat(aged.status()).isEqualTo(201);
        List<String> all = List.of("fine", "idle", "failing", "replaced", "following", "aged");
        all.forEach(key -> until(key, segment -> state(segment).equals("fresh")));
        assertThat(freshnessOfAnnas().values())
                .noneMatch(freshness -> freshness.get("stale").asBoolean());

        ScriptedEngine.healed = false;
        shop.load("profiles", "{\"id\":\"finn\",\"attributes\":{\"age\":99}}");
        owner.put(
                shop.path("/segments/replaced"),
                "{\"name\":\"Replaced\",\"refresh\":\"manual\",\"definition\":" + poison + "}");
        Instant step = step(Duration.ofSeconds(70));
        until("failing", segment -> state(segment).equals("failed"));
        until("replaced", segment -> state(segment).equals("failed"));
        until("following", segment -> state(segment).equals("failed"));
        until("fine", segment -> !asOf(segment).isBefore(step));

        Map<String, JsonNode> said = freshnessOfAnnas();
        assertThat(said).containsOnlyKeys(all);
        said.forEach((key, freshness) -> assertThat(freshness).as(key).isEqualTo(get(key).get("freshness")));
        assertThat(said.entrySet().stream()
                        .filter(each -> each.getValue().get("stale").asBoolean())
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("failing", "replaced", "following", "aged");
    }

    @Test
    void anExportOfAStaleSegmentSaysSoOrIsRefused() {
        owner.post(
                shop.path("/segments"),
                "{\"name\":\"Old\",\"definition\":{\"all\":[]},\"refresh\":\"manual\",\"max_age\":\"PT1H\","
                        + "\"on_stale\":\"refuse\"}");
        until("old", segment -> segment.at("/state").asString().equals("fresh"));
        assertThat(shop.export("{\"segment\":\"old\"}").get("stale").isNull()).isTrue();
        step(Duration.ofMinutes(61));

        Answer refused = owner.post(shop.path("/exports"), "{\"segment\":\"old\"}");
        JsonNode warned = shop.export("{\"segment\":\"old\",\"on_stale\":\"warn\"}");

        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.at("/code")).isEqualTo("segment_stale");
        assertThat(refused.at("/detail")).contains("more than PT1H ago");
        assertThat(warned.get("stale").asString()).contains("more than PT1H ago");
        assertThat(owner.get(warned.get("manifest").asString()).at("/stale")).contains("more than PT1H ago");
        shop.export("{\"segment\":\"old\",\"on_stale\":\"refresh\"}");
        until("old", segment -> segment.at("/state").asString().equals("fresh"));
    }

    @Test
    void aJobThatIsCancelledLeavesNothingRefreshing() {
        make("Endless", "{\"attribute\":\"endless\",\"is\":2}", "manual");
        Answer job = owner.post(shop.path("/segments/endless/refresh"), "");
        shop.until("/jobs/" + job.at("/id"), "running");

        owner.delete(shop.path("/jobs/" + job.at("/id")));

        until("endless", segment -> !segment.at("/state").asString().equals("refreshing"));
    }

    @Test
    void aJobAskedForByHandFailsWithItsSegment() {
        make("Poisoned", "{\"attribute\":\"poison\",\"is\":2}", "manual");
        until("poisoned", segment -> segment.at("/state").asString().equals("failed"));

        assertThat(refresh("poisoned").at("/state").asString()).isEqualTo("failed");
    }

    private void make(String name, String definition, String refresh) {
        Answer made = owner.post(
                shop.path("/segments"),
                "{\"name\":\"" + name + "\",\"definition\":" + definition + ",\"refresh\":\"" + refresh + "\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
    }

    private JsonNode refresh(String key) {
        Answer job = owner.post(shop.path("/segments/" + key + "/refresh"), "");
        assertThat(job.status()).as(job.text()).isEqualTo(202);
        await().atMost(SOON).until(() -> !job(job).get("finished_at").isNull());
        return job(job);
    }

    private JsonNode job(Answer job) {
        return owner.get(shop.path("/jobs/" + job.at("/id"))).json();
    }

    /** The first instant after the step, in milliseconds as the API gives them. */
    private static Instant step(Duration by) {
        ScriptedEngine.CLOCK.step(by);
        return ScriptedEngine.CLOCK.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static int asked(String name) {
        return (int) ScriptedEngine.ASKED.stream()
                .filter(leaf -> leaf.toString().contains(name))
                .count();
    }

    private JsonNode until(String key, java.util.function.Predicate<JsonNode> state) {
        await(key).atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> state.test(get(key)));
        return get(key);
    }

    private JsonNode get(String key) {
        return owner.get(shop.path("/segments/" + key)).json();
    }

    private Map<String, JsonNode> freshnessOfAnnas() {
        Map<String, JsonNode> freshness = new HashMap<>();
        for (JsonNode item :
                owner.get(shop.path("/profiles/anna/segments")).json().get("items")) {
            freshness.put(item.get("key").asString(), item.get("freshness"));
        }
        return freshness;
    }

    private static String state(JsonNode segment) {
        return segment.get("state").asString();
    }

    private static Instant lastRun(JsonNode segment) {
        return instant(segment, "last_run");
    }

    private static Instant asOf(JsonNode segment) {
        return instant(segment, "as_of");
    }

    private static Instant instant(JsonNode segment, String name) {
        return segment.get(name).isNull()
                ? Instant.EPOCH
                : Instant.parse(segment.get(name).asString());
    }

    private static Duration untilNextRun(JsonNode segment) {
        return Duration.between(
                ScriptedEngine.CLOCK.instant(),
                Instant.parse(segment.get("next_run").asString()));
    }
}
