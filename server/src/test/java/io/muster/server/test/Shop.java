package io.muster.server.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** A small online shop in a project of its own, and short ways to ask of it. */
public final class Shop {

    public static final String PROFILES = """
            {"id":"anna","attributes":{"country":"SE","age":31,"balance":12.5,"note":"says \\"hi\\", twice"},"tags":["vip"],"identities":{"email":"anna@example.com"}}
            {"id":"bo","attributes":{"country":"NO","age":45,"note":""},"tags":["staff","vip"]}
            {"id":"cleo","attributes":{"country":"SE","age":17}}
            {"id":"dan","attributes":{"country":"DE","age":"unknown"},"identities":{"email":"dan@example.com"}}
            {"id":"eve"}
            """;

    public static final String EVENTS = """
            {"id":"o1","profile":"anna","name":"Order Completed","time":"2026-01-10T10:00:00Z","properties":{"total":60}}
            {"id":"o2","profile":"anna","name":"Order Completed","time":"2026-01-12T10:00:00Z","properties":{"total":75.25}}
            {"id":"o3","profile":"anna","name":"Order Completed","time":"2026-01-20T10:00:00Z","properties":{"total":50}}
            {"id":"o4","profile":"bo","name":"Order Completed","time":"2026-01-20T11:00:00Z","properties":{"total":49.99}}
            {"id":"o5","profile":"cleo","name":"Order Completed","time":"2025-06-01T11:00:00Z","properties":{"total":500}}
            {"id":"c1","profile":"bo","name":"Cart Created","time":"2026-01-21T11:00:00Z"}
            """;

    private final ApiClient client;
    private final String key = "shop-" + UUID.randomUUID();

    private Shop(ApiClient client) {
        this.client = client;
    }

    /** A shop with its profiles and events. */
    public static Shop open(ApiClient owner) {
        Shop shop = empty(owner);
        shop.load("profiles", PROFILES);
        shop.load("events", EVENTS);
        return shop;
    }

    public static Shop empty(ApiClient owner) {
        Shop shop = new Shop(owner);
        Answer made = owner.post("/v1/projects", "{\"name\":\"Shop\",\"key\":\"" + shop.key + "\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return shop;
    }

    /** The path of something in this shop's project. */
    public String path(String rest) {
        return "/v1/projects/" + key + rest;
    }

    public ApiClient client() {
        return client;
    }

    /** Imports NDJSON rows, all of which have to be good. */
    public Answer load(String kind, String ndjson) {
        Answer answer = client.post(
                path("/" + kind + "/import"), "application/x-ndjson", ndjson.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().get("rejected").asInt()).as(answer.text()).isZero();
        return answer;
    }

    public Answer preview(String definition) {
        return client.post(path("/segments/preview"), "{\"definition\":" + definition + "}");
    }

    /** How many profiles the definition selects. */
    public long count(String definition) {
        Answer answer = preview(definition);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().get("count").asLong();
    }

    /** Makes a dynamic segment and waits until it is computed. */
    public JsonNode segment(String name, String definition) {
        Answer made = client.post(path("/segments"), "{\"name\":\"" + name + "\",\"definition\":" + definition + "}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return until("/segments/" + made.at("/key"), "fresh");
    }

    /** The ids of a segment's members, page by page. */
    public List<String> members(String segment, int limit) {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = client.get(path("/segments/" + segment + "/members?limit=" + limit + cursor));
            assertThat(page.status()).as(page.text()).isEqualTo(200);
            page.json().get("items").forEach(item -> ids.add(item.get("id").asString()));
            cursor = page.json().get("next_cursor").isNull() ? "" : "&cursor=" + page.at("/next_cursor");
        } while (!cursor.isEmpty());
        return ids;
    }

    /** Waits until these are the segment's members. */
    public void untilMembers(String segment, String... ids) {
        Awaitility.await("members of " + segment)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(members(segment, 100)).containsExactlyInAnyOrder(ids));
    }

    /** Asks for an export and waits until it has succeeded. */
    public JsonNode export(String request) {
        Answer asked = client.post(path("/exports"), request);
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        return until("/exports/" + asked.at("/id"), "succeeded");
    }

    /** Waits until the thing at that path is in that state. */
    public JsonNode until(String rest, String state) {
        AtomicReference<JsonNode> last = new AtomicReference<>();
        Awaitility.await(rest + " is " + state)
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    last.set(client.get(path(rest)).json());
                    String now = last.get().path("state").asString();
                    boolean there = now.equals(state);
                    assertThat(there || !now.equals("failed"))
                            .as(last.get().toString())
                            .isTrue();
                    return there;
                });
        return last.get();
    }
}
