package io.muster.server.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@OnEachDatabase
class ExplainTest {

    private final ApiClient owner;

    ExplainTest(Database database) {
        this.owner = TestServer.on(database).owner();
    }

    @Test
    void eachConditionTellsItsVerdictAndWhatItSaw() {
        Shop shop = Shop.open(owner);
        shop.segment("Vips", "{\"tag\":\"vip\"}");
        shop.segment("Loyal", """
                {"all":[{"attribute":"country","in":["SE","NO"]},
                        {"event":"Order Completed","where":{"property":"total","gte":50},
                         "within":{"from":"2026-01-01","to":"2026-02-01"},"count":{"gte":3}},
                        {"segment":"vips"}]}""");

        JsonNode bo = owner.get(shop.path("/segments/loyal/explain/bo")).json();

        assertThat(bo.get("verdict").asBoolean()).isFalse();
        assertThat(bo.at("/segment/key").asString()).isEqualTo("loyal");
        assertThat(bo.get("data_version").asInt()).isEqualTo(2);
        JsonNode conditions = bo.at("/explanation/conditions");
        assertThat(conditions.get(0).get("verdict").asBoolean()).isTrue();
        assertThat(conditions.get(0).at("/saw/attributes/country").asString()).isEqualTo("NO");
        assertThat(conditions.get(1).get("verdict").asBoolean()).isFalse();
        JsonNode events = conditions.get(1).at("/saw/events/0");
        assertThat(events.get("total").asInt()).isEqualTo(1);
        assertThat(events.get("matching").asInt()).isZero();
        assertThat(events.at("/sample/0/properties/total").asDouble()).isEqualTo(49.99);
        assertThat(conditions.get(1).at("/windows/0/pointer").asString()).isEqualTo("/all/1/within");
        assertThat(conditions.get(2).at("/saw/explain").asString()).endsWith("/segments/vips/explain/bo");
        assertThat(owner.get(conditions.get(2).at("/saw/explain").asString()).at("/verdict"))
                .isEqualTo("true");
    }

    @Test
    void saysWhenTimeAloneFlipsTheVerdict() {
        Shop shop = Shop.open(owner);
        String request = """
                {"definition":{"event":"Order Completed","within":{"last":"P30D"},"count":{"gte":3}},
                 "profile":"anna","as_of":"2026-02-01T00:00:00Z"}""";

        JsonNode anna = owner.post(shop.path("/segments/explain"), request).json();

        assertThat(anna.get("verdict").asBoolean()).isTrue();
        assertThat(anna.at("/explanation/flip/kind").asString()).isEqualTo("at");
        assertThat(anna.at("/explanation/flip/at").asString()).isEqualTo("2026-02-09T10:00:00.001Z");
    }

    @Test
    void whatOtherProfilesDecideIsTakenFromTheBitmap() {
        Shop shop = Shop.open(owner);
        String definition = "{\"quantile\":{\"of\":2,\"in\":[2],\"by\":{\"attribute\":\"age\"}}}";

        JsonNode bo = owner.post(
                        shop.path("/segments/explain"), "{\"definition\":" + definition + ",\"profile\":\"bo\"}")
                .json();

        assertThat(bo.get("verdict").asBoolean()).isTrue();
        assertThat(bo.at("/explanation/flip/kind").asString()).isEqualTo("unknown");
    }

    @Test
    void aProfileWithMoreEventsThanAreReadIsExplainedAsWell() {
        Shop shop = Shop.open(owner);
        int views = 100_001;
        shop.load("events", views(views));
        String ever =
                "{\"event\":\"Viewed\",\"where\":{\"property\":\"page\",\"lt\":10},\"sum\":{\"property\":\"seconds\",\"gte\":1}}";
        String lately = "{\"event\":\"Viewed\",\"within\":{\"from\":\"2026-02-01T00:00:00Z\"},\"count\":{\"gte\":1}}";

        JsonNode anna = owner.post(
                        shop.path("/segments/explain"),
                        "{\"definition\":{\"all\":[" + ever + "," + lately + "]},\"profile\":\"anna\"}")
                .json();

        assertThat(anna.get("verdict").asBoolean()).isTrue();
        JsonNode first = anna.at("/explanation/conditions/0");
        assertThat(first.at("/saw/events/0/total").asInt()).isEqualTo(views);
        assertThat(first.at("/saw/events/0/matching").asInt()).isEqualTo(10);
        assertThat(first.at("/saw/events/0/measured").asDouble()).isEqualTo(5);
        assertThat(first.at("/saw/events/0/sample")).hasSize(10);
        assertThat(first.at("/saw/events/0/sample/0/properties/page").asInt()).isEqualTo(9);
        assertThat(first.at("/flip/kind").asString()).isEqualTo("not_before");
        JsonNode second = anna.at("/explanation/conditions/1");
        assertThat(second.at("/saw/events/0/total").asInt()).isEqualTo(views);
        assertThat(second.at("/saw/events/0/matching").asInt()).isEqualTo(1);
        assertThat(second.at("/flip/kind").asString()).isEqualTo("never");
    }

    /** All but the last within a day in January. */
    private static String views(int count) {
        long start = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
        StringBuilder rows = new StringBuilder();
        for (int page = 0; page < count; page++) {
            Instant time =
                    page + 1 < count ? Instant.ofEpochMilli(start + page) : Instant.parse("2026-02-02T00:00:00Z");
            rows.append("{\"profile\":\"anna\",\"name\":\"Viewed\",\"time\":\"" + time + "\",\"properties\":{\"page\":"
                    + page + ",\"seconds\":0.5}}\n");
        }
        return rows.toString();
    }

    @Test
    void aStaticSegmentIsExplainedByItsList() {
        Shop shop = Shop.open(owner);
        owner.post(shop.path("/segments"), "{\"name\":\"Staff\",\"type\":\"static\",\"profiles\":[\"bo\"]}");

        assertThat(owner.get(shop.path("/segments/staff/explain/bo")).at("/verdict"))
                .isEqualTo("true");
        assertThat(owner.get(shop.path("/segments/staff/explain/anna")).at("/verdict"))
                .isEqualTo("false");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"profile":"anna"}                                             | 400 | invalid_request
            {"definition":{"all":[]}}                                      | 400 | invalid_request
            {"definition":{"all":[]},"profile":"anna","as_of":"soon"}      | 400 | invalid_request
            {"definition":{"al":[]},"profile":"anna"}                      | 422 | unknown_field
            {"definition":{"segment":"nope"},"profile":"anna"}             | 422 | unknown_segment
            {"definition":{"all":[]},"profile":"nobody"}                   | 404 | not_found
            {"definition":{"all":[]},"profile":"anna","zone":"Mars/Base"}  | 422 | unknown_zone
            """)
    void saysWhatIsWrong(String body, int status, String code) {
        Answer refused = owner.post(Shop.open(owner).path("/segments/explain"), body);

        assertThat(refused.status()).as(refused.text()).isEqualTo(status);
        assertThat(refused.at("/code")).isEqualTo(code);
    }

    @Test
    void otherProjectsSegmentsAndProfilesAreNotThere() {
        Shop shop = Shop.open(owner);
        Shop other = Shop.empty(owner);
        shop.segment("Vips", "{\"tag\":\"vip\"}");

        assertThat(owner.get(other.path("/segments/vips/explain/anna")).status())
                .isEqualTo(404);
        assertThat(owner.get(shop.path("/segments/vips/explain/nobody")).status())
                .isEqualTo(404);
        assertThat(owner.get(shop.path("/segments/vips/explain/anna?as_of=x")).status())
                .isEqualTo(400);
    }
}
