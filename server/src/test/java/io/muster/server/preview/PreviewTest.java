package io.muster.server.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@OnEachDatabase
class PreviewTest {

    private final ApiClient owner;
    private final Shop shop;

    PreviewTest(Database database) {
        this.owner = TestServer.on(database).owner();
        this.shop = Shop.open(owner);
    }

    @Test
    void tellsHowMuchEachRuleCuts() {
        JsonNode counts = preview("""
                {"conditions":true,"definition":{"all":[{"attribute":"country","in":["SE","NO"]},
                    {"not":{"tag":"staff"}},{"event":"Order Completed"}]}}""").get("conditions");

        assertThat(counts.findValuesAsString("pointer"))
                .containsExactly("", "/all/0", "/all/1", "/all/1/not", "/all/2");
        assertThat(counts.findValuesAsString("count")).containsExactly("2", "3", "4", "1", "3");
        assertThat(counts.get(1).get("without").asInt()).isEqualTo(2);
        assertThat(counts.get(2).get("without").asInt()).isEqualTo(3);
        assertThat(counts.get(4).get("without").asInt()).isEqualTo(2);
        assertThat(counts.get(3).get("without").isNull()).isTrue();
    }

    @Test
    void tellsWhoWouldEnterAndWhoWouldLeave() {
        shop.segment("Swedes", "{\"attribute\":\"country\",\"is\":\"SE\"}");

        JsonNode changes = preview("{\"against\":\"swedes\",\"definition\":{\"tag\":\"vip\"}}")
                .get("changes");

        assertThat(changes.at("/against/size").asInt()).isEqualTo(2);
        assertThat(changes.at("/entered/count").asInt()).isEqualTo(1);
        assertThat(changes.at("/entered/sample/0").asString()).isEqualTo("bo");
        assertThat(changes.at("/exited/sample/0").asString()).isEqualTo("cleo");
    }

    @Test
    void namesTheConditionThatCostsMostBeforeAndAfter() {
        String body = """
                {"definition":{"all":[{"tag":"vip"},{"event":"Order Completed","sum":{"property":"total","gt":1}}]}}""";

        JsonNode forecast =
                owner.post(shop.path("/segments/preview?estimate=only"), body).json();
        JsonNode preview = preview(body);

        assertThat(forecast.has("count")).isFalse();
        assertThat(forecast.at("/cost/costliest").asString()).isEqualTo("/all/1");
        assertThat(forecast.at("/cost/conditions/1/rows").asInt()).isEqualTo(5);
        assertThat(preview.get("cost")).isEqualTo(forecast.get("cost"));
    }

    @Test
    void whatSegmentsReadIsPartOfTheCostOnce() {
        shop.segment("Spenders", "{\"event\":\"Order Completed\",\"sum\":{\"property\":\"total\",\"gt\":1}}");
        shop.segment("Vip spenders", "{\"all\":[{\"segment\":\"spenders\"},{\"tag\":\"vip\"}]}");
        String body = "{\"definition\":{\"any\":[{\"segment\":\"spenders\"},{\"segment\":\"vip-spenders\"}]}}";

        JsonNode cost = preview(body).get("cost");

        assertThat(cost.get("costliest").asString()).isEqualTo("/any/0");
        assertThat(cost.at("/conditions/0/rows").asInt()).isEqualTo(5);
        assertThat(cost.at("/conditions/1/rows").asInt()).isEqualTo(5);
        assertThat(cost.get("rows").asInt()).isEqualTo(10);
    }

    @Test
    void warnsOfTagsAndKeyspacesNeverSeen() {
        JsonNode warnings = preview(
                        "{\"definition\":{\"any\":[{\"tag\":\"vipp\"},{\"identity\":\"fax\"},{\"identity\":\"email\"}]}}")
                .get("warnings");

        assertThat(warnings.findValuesAsString("pointer")).containsExactly("/any/0/tag", "/any/1/identity");
        assertThat(warnings.findValuesAsString("code")).containsOnly("never_seen");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ?estimate=yes | {"definition":{"all":[]}}                       | 400
                          | {"definition":{"all":[]},"against":"nope"}      | 404
                          | {"definition":{"all":[]},"conditions":"yes"}    | 422
                          | {"definition":{"all":[]},"against":5}           | 422
            """)
    void refusesWhatCannotBe(String query, String body, int status) {
        Answer refused = owner.post(shop.path("/segments/preview" + (query == null ? "" : query)), body);

        assertThat(refused.status()).as(refused.text()).isEqualTo(status);
    }

    private JsonNode preview(String body) {
        Answer answer = owner.post(shop.path("/segments/preview"), body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }
}
