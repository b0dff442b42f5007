package io.muster.server.segment.member;

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
class OverlapTest {

    private final ApiClient owner;

    OverlapTest(Database database) {
        this.owner = TestServer.on(database).owner();
    }

    @Test
    void countsEveryRegionAndSaysWhatSelectsIt() {
        Shop shop = shop();

        JsonNode overlap = overlap(shop, "{\"segments\":[\"swedes\",\"vips\"]}");

        assertThat(overlap.get("size").asInt()).isEqualTo(3);
        assertThat(overlap.get("regions").findValuesAsString("count")).containsExactly("1", "1", "1");
        assertThat(overlap.at("/regions/0/in/0").asString()).isEqualTo("swedes");
        assertThat(overlap.at("/regions/0/not_in/0").asString()).isEqualTo("vips");
        assertThat(overlap.at("/segments/0/data_version").asInt()).isEqualTo(2);
        assertThat(overlap.at("/data_version").asInt()).isEqualTo(2);
        for (JsonNode region : overlap.get("regions")) {
            assertThat(shop.count(region.get("definition").toString()))
                    .as(region.toString())
                    .isEqualTo(region.get("count").asLong());
        }
    }

    @Test
    void aRegionCanBeExported() {
        Shop shop = shop();
        JsonNode region = overlap(shop, "{\"segments\":[\"swedes\",\"vips\"]}").at("/regions/2");

        JsonNode export = shop.export("{\"definition\":" + region.get("definition") + ",\"columns\":[\"id\"]}");

        assertThat(export.get("rows_total").asInt())
                .isEqualTo(region.get("count").asInt());
    }

    @Test
    void takesWhatIsKeptOrComputesAnew() {
        Shop shop = shop();
        shop.load("profiles", "{\"id\":\"finn\",\"attributes\":{\"country\":\"SE\"}}");

        JsonNode kept = overlap(shop, "{\"segments\":[\"swedes\"]}");
        JsonNode fresh = overlap(shop, "{\"segments\":[\"swedes\"],\"fresh\":true}");

        assertThat(kept.get("size").asInt()).isEqualTo(2);
        assertThat(kept.get("data_version").asInt()).isEqualTo(2);
        assertThat(kept.at("/segments/0/freshness/stale").asBoolean()).isFalse();
        assertThat(fresh.at("/segments/0/freshness").isNull()).isTrue();
        assertThat(fresh.get("size").asInt()).isEqualTo(3);
        assertThat(fresh.get("data_version").asInt()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"segments":[]}                                    | 400 | invalid_request | /segments
            {}                                                 | 400 | invalid_request | /segments
            {"segments":"swedes"}                              | 422 | wrong_type      | /segments
            {"segments":["swedes","nope"]}                     | 422 | unknown_segment | /segments/1
            {"segments":["swedes","swedes"]}                   | 400 | invalid_request | /segments/1
            {"segments":["a","b","c","d","e","f","g","h","i"]} | 400 | invalid_request | /segments
            {"segments":["swedes"],"fresh":1}                  | 422 | wrong_type      | /fresh
            {"segments":["swedes"],"depth":1}                  | 422 | unknown_field   | /depth
            """)
    void saysWhatIsWrong(String body, int status, String code, String pointer) {
        Answer refused = owner.post(shop().path("/segments/overlap"), body);

        assertThat(refused.status()).as(refused.text()).isEqualTo(status);
        assertThat(refused.at("/code")).isEqualTo(code);
        assertThat(refused.json().get("errors").findValuesAsString("pointer")).contains(pointer);
    }

    private Shop shop() {
        Shop shop = Shop.open(owner);
        shop.segment("Swedes", "{\"attribute\":\"country\",\"is\":\"SE\"}");
        shop.segment("Vips", "{\"tag\":\"vip\"}");
        return shop;
    }

    private JsonNode overlap(Shop shop, String body) {
        Answer answer = owner.post(shop.path("/segments/overlap"), body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }
}
