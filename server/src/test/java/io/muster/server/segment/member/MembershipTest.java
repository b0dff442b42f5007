package io.muster.server.segment.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.testing.Seeds;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@OnEachDatabase
class MembershipTest {

    private final ApiClient owner;

    MembershipTest(Database database) {
        this.owner = TestServer.on(database).owner();
    }

    @Test
    void theFeedTellsWhoEnteredAndWhoLeftPageByPage() {
        Shop shop = staffOf("anna", "bo", "cleo");
        put(shop, "bo", "cleo", "dan", "eve");

        List<String> told = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = owner.get(shop.path("/segments/staff/changes?limit=2" + next))
                    .json();
            page.get("items")
                    .forEach(item -> told.add(item.at("/change").asString() + " "
                            + item.at("/profile").asString()));
            next = page.get("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.at("/next_cursor").asString();
        } while (!next.isEmpty());

        assertThat(told)
                .containsExactly(
                        "entered anna", "entered bo", "entered cleo", "entered dan", "entered eve", "exited anna");
    }

    @Test
    void theFeedGoesOnWhereItEndedWithoutLossOrRepetition() {
        Shop shop = staffOf("anna");
        JsonNode first = owner.get(shop.path("/segments/staff/changes")).json();

        assertThat(first.get("items")).hasSize(1);
        assertThat(first.get("next_cursor").isNull()).isTrue();
        assertThat(resume(shop, first).get("items")).isEmpty();

        put(shop, "bo");
        JsonNode second = resume(shop, first);
        assertThat(second.get("items").findValuesAsString("profile")).containsExactly("bo", "anna");
        assertThat(second.at("/items/0/time").asString())
                .isNotEqualTo(first.at("/items/0/time").asString());
        assertThat(resume(shop, second).get("items")).isEmpty();
    }

    @Test
    void aRefreshBetweenTwoPagesChangesNothingOfThem() {
        Shop shop = staffOf("anna", "bo", "cleo");
        JsonNode first = owner.get(shop.path("/segments/staff/changes?limit=1")).json();
        put(shop, "dan");

        JsonNode rest = owner.get(shop.path("/segments/staff/changes?cursor="
                        + first.at("/next_cursor").asString()))
                .json();

        assertThat(rest.get("items").findValuesAsString("profile"))
                .containsExactly("bo", "cleo", "dan", "anna", "bo", "cleo");
    }

    @Test
    void whoeverFollowsTheFeedWhileManyChangeTheMembersHasThemInTheEnd() throws Exception {
        Shop shop = staffOf("anna");
        String[] all = {"anna", "bo", "cleo", "dan", "eve"};
        long seed = Seeds.of(MembershipTest.class);
        Set<String> followed = new TreeSet<>();
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> open = new ArrayList<>();
            for (int writer = 0; writer < 3; writer++) {
                Random random = new Random(seed + writer);
                open.add(writers.submit(() -> {
                    for (int i = 0; i < 15; i++) {
                        put(shop, all[random.nextInt(5)], all[random.nextInt(5)]);
                    }
                }));
            }
            String place = follow(shop, "", followed);
            while (open.stream().anyMatch(writer -> !writer.isDone())) {
                place = follow(shop, place, followed);
            }
            for (Future<?> writer : open) {
                writer.get();
            }
            follow(shop, place, followed);
        }

        assertThat(followed).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(shop.members("staff", 10));
    }

    /** Takes the changes after a place over, one page after the other, and tells the place after them. */
    private String follow(Shop shop, String place, Set<String> members) {
        String at = place;
        JsonNode page;
        do {
            String cursor = at.isEmpty() ? "" : "&cursor=" + at;
            page = owner.get(shop.path("/segments/staff/changes?limit=2" + cursor))
                    .json();
            for (JsonNode item : page.get("items")) {
                String profile = item.at("/profile").asString();
                boolean news = item.at("/change").asString().equals("entered")
                        ? members.add(profile)
                        : members.remove(profile);
                assertThat(news).as("%s after %s", item, members).isTrue();
            }
            at = page.at("/resume").asString();
        } while (!page.get("next_cursor").isNull());
        return at;
    }

    @Test
    void theFeedStartsAfterAnInstantOrADataVersion() {
        Shop shop = staffOf("anna");
        JsonNode before = owner.get(shop.path("/segments/staff")).json();
        shop.load("profiles", "{\"id\":\"finn\"}");
        put(shop, "anna", "finn");

        String instant =
                owner.get(shop.path("/segments/staff/members?as_of=" + now())).at("/as_of");
        assertThat(profilesSince(shop, before.at("/last_run").asString())).containsExactly("finn");
        assertThat(profilesSince(shop, before.at("/data_version").asString())).containsExactly("finn");
        assertThat(profilesSince(shop, instant)).isEmpty();
        assertThat(profilesSince(shop, "999")).isEmpty();
        assertThat(profilesSince(shop, "2020-01-01T00:00:00Z")).containsExactly("anna", "finn");
    }

    @Test
    void whoWasInStaysKnown() {
        Shop shop = staffOf("anna", "bo");
        String then = owner.get(shop.path("/segments/staff/members")).at("/as_of");
        put(shop, "cleo");

        assertThat(ids(owner.get(shop.path("/segments/staff/members?as_of=" + then))))
                .containsExactly("anna", "bo");
        assertThat(owner.get(shop.path("/segments/staff/members/anna?as_of=" + then))
                        .at("/member"))
                .isEqualTo("true");
        assertThat(owner.get(shop.path("/segments/staff/members/anna")).at("/member"))
                .isEqualTo("false");
        assertThat(keys(owner.get(shop.path("/profiles/anna/segments?as_of=" + then))))
                .containsExactly("staff");
        assertThat(keys(owner.get(shop.path("/profiles/anna/segments")))).isEmpty();
        assertThat(keys(owner.get(shop.path("/profiles/cleo/segments")))).containsExactly("staff");
    }

    @Test
    void aWalkThroughMembersStaysWithItsMembership() {
        Shop shop = staffOf("anna", "bo", "cleo");
        Answer first = owner.get(shop.path("/segments/staff/members?limit=1"));
        for (String one : List.of("dan", "eve", "anna", "bo", "cleo", "dan", "eve")) {
            put(shop, one);
        }

        Answer rest = owner.get(shop.path("/segments/staff/members?limit=10&cursor=" + first.at("/next_cursor")));

        assertThat(ids(rest)).containsExactly("bo", "cleo");
        assertThat(rest.at("/as_of")).isEqualTo(first.at("/as_of"));
        assertThat(rest.at("/size")).isEqualTo("3");
    }

    @Test
    void tellsSinceWhenAProfileIsInAndByWhat() {
        Shop shop = staffOf("anna");
        String first = owner.get(shop.path("/segments/staff/members/anna")).at("/since");
        put(shop, "anna", "bo");
        put(shop, "bo");
        put(shop, "bo", "anna");

        Answer again = owner.get(shop.path("/segments/staff/members/anna"));

        assertThat(again.at("/since")).isGreaterThan(first).isEqualTo(again.at("/as_of"));
        assertThat(again.at("/part")).isEqualTo("static");
        assertThat(owner.get(shop.path("/segments/staff/members/cleo"))
                        .json()
                        .get("since")
                        .isNull())
                .isTrue();
    }

    @Test
    void theHistoryIsThePointsWhereSomebodyMoved() {
        Shop shop = staffOf("anna", "bo");
        put(shop, "anna", "bo");
        put(shop, "cleo");

        JsonNode points = owner.get(shop.path("/segments/staff/history")).json().get("items");

        assertThat(points).hasSize(2);
        assertThat(points.findValuesAsString("size")).containsExactly("1", "2");
        assertThat(points.findValuesAsString("entered")).containsExactly("1", "2");
        assertThat(points.findValuesAsString("exited")).containsExactly("2", "0");
        String last = points.at("/0/time").asString();
        assertThat(owner.get(shop.path("/segments/staff/history?to=" + last))
                        .json()
                        .get("items"))
                .hasSize(1);
        assertThat(owner.get(shop.path("/segments/staff/history?from=" + last))
                        .json()
                        .get("items"))
                .hasSize(1);
    }

    @Test
    void definitionsAskTheLog() {
        Shop shop = staffOf("anna", "bo");
        put(shop, "bo", "cleo");

        assertThat(shop.count("{\"ever\":{\"segment\":\"staff\"}}")).isEqualTo(3);
        assertThat(shop.count("{\"entered\":{\"segment\":\"staff\",\"within\":{\"last\":\"PT1H\"}}}"))
                .isEqualTo(3);
        assertThat(shop.count("{\"exited\":{\"segment\":\"staff\"}}")).isEqualTo(1);
        assertThat(shop.count("{\"ever\":{\"segment\":\"staff\",\"within\":{\"before\":\"2026-01-01T00:00:00Z\"}}}"))
                .isZero();
    }

    @Test
    void aSegmentThatWasDeletedOrRenamedIsToldAsItIs() {
        Shop shop = staffOf("anna");
        assertThat(keys(owner.get(shop.path("/profiles/anna/segments")))).containsExactly("staff");

        owner.put(shop.path("/segments/staff"), "{\"name\":\"Crew\"}");
        assertThat(owner.get(shop.path("/profiles/anna/segments")).at("/items/0/name"))
                .isEqualTo("Crew");

        owner.delete(shop.path("/segments/staff"));
        assertThat(keys(owner.get(shop.path("/profiles/anna/segments")))).isEmpty();
    }

    @Test
    void segmentsOfAProfileComeInPages() {
        Shop shop = Shop.open(owner);
        for (String name : List.of("a", "b", "c")) {
            owner.post(
                    shop.path("/segments"), "{\"name\":\"" + name + "\",\"type\":\"static\",\"profiles\":[\"eve\"]}");
        }

        Answer first = owner.get(shop.path("/profiles/eve/segments?limit=2"));
        Answer rest = owner.get(shop.path("/profiles/eve/segments?limit=2&cursor=" + first.at("/next_cursor")));

        assertThat(keys(first)).containsExactly("a", "b");
        assertThat(keys(rest)).containsExactly("c");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /segments/staff/members?as_of=yesterday           | 400 | invalid_request
            /segments/staff/members?as_of=2999-01-01T00:00:00Z | 400 | invalid_request
            /segments/staff/members?as_of=2020-01-01T00:00:00Z | 410 | gone
            /segments/staff/members/anna?as_of=x              | 400 | invalid_request
            /segments/staff/members/nobody                    | 404 | not_found
            /segments/staff/changes?since=never               | 400 | invalid_request
            /segments/staff/changes?cursor=bm90IG9uZQ         | 400 | invalid_cursor
            /segments/staff/history?from=x                    | 400 | invalid_request
            /segments/nope/changes                            | 404 | not_found
            /segments/nope/history                            | 404 | not_found
            /profiles/nobody/segments                         | 404 | not_found
            /profiles/anna/segments?as_of=x                   | 400 | invalid_request
            """)
    void saysWhatIsWrong(String path, int status, String code) {
        Shop shop = staffOf("anna");

        Answer refused = owner.get(shop.path(path));

        assertThat(refused.status()).as(refused.text()).isEqualTo(status);
        assertThat(refused.at("/code")).isEqualTo(code);
    }

    @Test
    void aSegmentThatWasNeverComputedHasAnEmptyFeed() {
        Shop shop = Shop.open(owner);
        owner.post(
                shop.path("/segments"),
                "{\"name\":\"Broken\",\"definition\":{\"event\":\"X\"},\"refresh\":\"manual\"}");

        assertThat(owner.get(shop.path("/segments/broken/changes")).status()).isEqualTo(200);
    }

    @Test
    void anotherProjectsSegmentsAreNotToBeSeen() {
        Shop shop = staffOf("anna");
        Shop other = Shop.open(owner);
        String id = owner.get(shop.path("/segments/staff")).at("/id");

        assertThat(owner.get(other.path("/segments/" + id + "/changes")).status())
                .isEqualTo(404);
        assertThat(owner.get(other.path("/segments/" + id + "/members")).status())
                .isEqualTo(404);
        assertThat(keys(owner.get(other.path("/profiles/anna/segments")))).isEmpty();
    }

    private Shop staffOf(String... profiles) {
        Shop shop = Shop.open(owner);
        Answer made = owner.post(
                shop.path("/segments"), "{\"name\":\"Staff\",\"type\":\"static\",\"profiles\":" + json(profiles) + "}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return shop;
    }

    private void put(Shop shop, String... profiles) {
        Answer put = owner.put(shop.path("/segments/staff/members"), "{\"profiles\":" + json(profiles) + "}");
        assertThat(put.status()).as(put.text()).isEqualTo(200);
    }

    private JsonNode resume(Shop shop, JsonNode page) {
        return owner.get(shop.path(
                        "/segments/staff/changes?cursor=" + page.at("/resume").asString()))
                .json();
    }

    private List<String> profilesSince(Shop shop, String since) {
        Answer feed = owner.get(shop.path("/segments/staff/changes?since=" + since));
        assertThat(feed.status()).as(feed.text()).isEqualTo(200);
        return feed.json().get("items").findValuesAsString("profile");
    }

    private static String json(String... profiles) {
        return "[\"" + String.join("\",\"", profiles) + "\"]";
    }

    private static String now() {
        return java.time.Instant.now()
                .truncatedTo(java.time.temporal.ChronoUnit.MILLIS)
                .toString();
    }

    private static SortedSet<String> ids(Answer page) {
        return new TreeSet<>(page.json().get("items").findValuesAsString("id"));
    }

    private static List<String> keys(Answer page) {
        return page.json().get("items").findValuesAsString("key");
    }
}
