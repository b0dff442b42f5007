package io.muster.server.segment;

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
class VersionsTest {

    private static final String FIRST = """
            {"name":"Loyal","definition":{"all":[{"attribute":"country","is":"SE"},{"tag":"vip"}]}}""";
    private static final String SECOND = """
            {"name":"Loyal","refresh":"PT6H",
             "definition":{"all":[{"tag":"vip"},{"attribute":"country","is":"NO"},{"known":true}]}}""";

    private final ApiClient owner;

    VersionsTest(Database database) {
        this.owner = TestServer.on(database).owner();
    }

    @Test
    void aVersionCanBeHadByItsNumber() {
        Shop shop = twoVersions();

        assertThat(owner.get(shop.path("/segments/loyal/versions/1")).at("/refresh"))
                .isEqualTo("daily");
        assertThat(owner.get(shop.path("/segments/loyal/versions/2")).at("/refresh"))
                .isEqualTo("PT6H");
    }

    @Test
    void aDifferenceNamesFieldsAndConditionsWithTheirPlaces() {
        JsonNode diff = owner.get(twoVersions().path("/segments/loyal/versions/diff?from=1&to=2"))
                .json();

        assertThat(diff.at("/fields/0/field").asString()).isEqualTo("refresh");
        assertThat(diff.at("/fields/0/to").asString()).isEqualTo("PT6H");
        assertThat(diff.get("definition").findValuesAsString("change")).containsExactly("changed", "added");
        assertThat(diff.at("/definition/0/from_pointer").asString()).isEqualTo("/all/0");
        assertThat(diff.at("/definition/0/to_pointer").asString()).isEqualTo("/all/1");
        assertThat(diff.at("/definition/0/to/is").asString()).isEqualTo("NO");
        assertThat(diff.at("/definition/1/to_pointer").asString()).isEqualTo("/all/2");
    }

    @Test
    void withoutNumbersTheLastTwoAreCompared() {
        JsonNode diff =
                owner.get(twoVersions().path("/segments/loyal/versions/diff")).json();

        assertThat(diff.get("from").asInt()).isEqualTo(1);
        assertThat(diff.get("to").asInt()).isEqualTo(2);
    }

    @Test
    void restoringMakesTheNextVersion() {
        Shop shop = twoVersions();

        Answer restored = owner.post(shop.path("/segments/loyal/versions/1/restore"), "");

        assertThat(restored.status()).as(restored.text()).isEqualTo(200);
        assertThat(restored.at("/version")).isEqualTo("3");
        assertThat(restored.at("/refresh")).isEqualTo("daily");
        assertThat(owner.get(shop.path("/segments/loyal/versions/diff?from=1&to=3"))
                        .json()
                        .get("definition"))
                .isEmpty();
        shop.untilMembers("loyal", "anna");
    }

    @Test
    void aVersionThatNamesADeletedSegmentCannotBeRestored() {
        Shop shop = Shop.open(owner);
        shop.segment("Base", "{\"all\":[]}");
        shop.segment("Top", "{\"segment\":\"base\"}");
        owner.put(shop.path("/segments/top"), "{\"name\":\"Top\",\"definition\":{\"all\":[]}}");
        owner.delete(shop.path("/segments/base"));

        Answer refused = owner.post(shop.path("/segments/top/versions/1/restore"), "");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("/code")).isEqualTo("unknown_segment");
    }

    @Test
    void dependenciesReachBothWays() {
        Shop shop = Shop.open(owner);
        shop.segment("Base", "{\"all\":[]}");
        shop.segment("Middle", "{\"segment\":\"base\"}");
        shop.segment("Top", "{\"all\":[{\"segment\":\"middle\"},{\"segment\":\"base\"}]}");
        shop.segment("Tower", "{\"not\":{\"segment\":\"middle\"}}");

        JsonNode middle = owner.get(shop.path("/segments/middle/dependencies")).json();
        JsonNode tower = owner.get(shop.path("/segments/tower/dependencies")).json();

        assertThat(middle.get("uses").findValuesAsString("key")).containsExactly("base");
        assertThat(middle.get("used_by").findValuesAsString("key")).containsExactlyInAnyOrder("top", "tower");
        assertThat(tower.get("uses").findValuesAsString("key")).containsExactly("middle", "base");
        assertThat(tower.get("uses").findValuesAsString("distance")).containsExactly("1", "2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /versions/9              | 404 | not_found
            /versions/x              | 404 | not_found
            /versions/99999999999999 | 404 | not_found
            /versions/diff?from=7    | 404 | not_found
            /versions/diff?from=x    | 400 | invalid_request
            """)
    void saysWhatIsWrong(String path, int status, String code) {
        Answer refused = owner.get(twoVersions().path("/segments/loyal" + path));

        assertThat(refused.status()).as(refused.text()).isEqualTo(status);
        assertThat(refused.at("/code")).isEqualTo(code);
    }

    @Test
    void aFrozenSegmentKeepsItsMembersAndSaysWhatItWas() {
        Shop shop = Shop.open(owner);
        shop.segment("Swedes", "{\"attribute\":\"country\",\"is\":\"SE\"}");

        Answer frozen = owner.post(shop.path("/segments/swedes/freeze"), "{\"name\":\"Swedes then\"}");
        shop.load("profiles", "{\"id\":\"anna\",\"attributes\":{\"country\":\"NO\"}}");
        owner.post(shop.path("/segments/swedes/refresh"), "");
        shop.untilMembers("swedes", "cleo");

        assertThat(frozen.status()).as(frozen.text()).isEqualTo(201);
        assertThat(frozen.at("/type")).isEqualTo("static");
        assertThat(frozen.at("/definition/is")).isEqualTo("SE");
        assertThat(frozen.at("/frozen_from/key")).isEqualTo("swedes");
        assertThat(shop.members("swedes-then", 10)).containsExactly("anna", "cleo");
        assertThat(shop.count("{\"segment\":\"swedes-then\"}")).isEqualTo(2);
        assertThat(shop.export("{\"segment\":\"swedes-then\",\"columns\":[\"id\"]}")
                        .get("rows_total")
                        .asInt())
                .isEqualTo(2);
        assertThat(owner.delete(shop.path("/segments/swedes")).status()).isEqualTo(204);
        owner.put(shop.path("/segments/swedes-then"), "{\"name\":\"Once\"}");
        assertThat(owner.get(shop.path("/segments/swedes-then")).at("/definition/is"))
                .isEqualTo("SE");
    }

    @Test
    void aSegmentCanBeFrozenAsItWas() {
        Shop shop = Shop.open(owner);
        owner.post(shop.path("/segments"), "{\"name\":\"Staff\",\"type\":\"static\",\"profiles\":[\"bo\"]}");
        String then = owner.get(shop.path("/segments/staff/members")).at("/as_of");
        owner.put(shop.path("/segments/staff/members"), "{\"profiles\":[\"anna\",\"eve\"]}");

        Answer frozen =
                owner.post(shop.path("/segments/staff/freeze"), "{\"name\":\"Old staff\",\"as_of\":\"" + then + "\"}");

        assertThat(frozen.status()).as(frozen.text()).isEqualTo(201);
        assertThat(shop.members("old-staff", 10)).containsExactly("bo");
        assertThat(owner.post(shop.path("/segments/staff/freeze"), "{\"name\":\"x\",\"as_of\":\"soon\"}")
                        .status())
                .isEqualTo(400);
        assertThat(owner.post(shop.path("/segments/staff/freeze"), "{}").status())
                .isEqualTo(400);
    }

    private Shop twoVersions() {
        Shop shop = Shop.open(owner);
        assertThat(owner.post(shop.path("/segments"), FIRST).status()).isEqualTo(201);
        assertThat(owner.put(shop.path("/segments/loyal"), SECOND).status()).isEqualTo(200);
        return shop;
    }
}
