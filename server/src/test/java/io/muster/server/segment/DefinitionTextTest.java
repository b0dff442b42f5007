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
import tools.jackson.databind.node.StringNode;

/** A definition may be a text wherever it may be a tree. */
@OnEachDatabase
class DefinitionTextTest {

    private final ApiClient owner;

    DefinitionTextTest(Database database) {
        this.owner = TestServer.on(database).owner();
    }

    private static String json(String text) {
        return StringNode.valueOf(text).toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "everyone | 5",
                "country is 'SE' and not age < 18 | 1",
                "did 'Order Completed' at least 3 times where total >= 50 from 2026-01-01 to 2026-02-01 | 1",
                "sum(total) of 'Order Completed' >= 185.25 | 2",
                "not (tagged 'vip' or note exists) | 3",
            })
    void countsTheSameAsATree(String text, long expected) {
        assertThat(Shop.open(owner).count(json(text))).isEqualTo(expected);
    }

    @Test
    void isKeptAsATreeAndShownInBothNotations() {
        Shop shop = Shop.open(owner);

        JsonNode made = shop.segment("Swedes", json("country='SE'   AND known"));

        assertThat(made.at("/definition").toString())
                .isEqualTo("{\"all\":[{\"attribute\":\"country\",\"is\":\"SE\"},{\"known\":true}]}");
        assertThat(made.get("definition_text").asString()).isEqualTo("country is 'SE' and known");
        assertThat(made.get("size").asInt()).isEqualTo(1);
        assertThat(owner.get(shop.path("/segments/swedes/versions"))
                        .json()
                        .at("/items/0/definition_text")
                        .asString())
                .isEqualTo("country is 'SE' and known");
    }

    @Test
    void replacesATreeThatSaysTheSameWithoutANewVersion() {
        Shop shop = Shop.open(owner);
        shop.segment("Swedes", "{\"attribute\":\"country\",\"is\":\"SE\"}");

        Answer same = owner.put(
                shop.path("/segments/swedes"), "{\"name\":\"Swedes\",\"definition\":" + json("country is 'SE'") + "}");

        assertThat(same.json().get("version").asInt()).isEqualTo(1);
    }

    @Test
    void exportsWhomATextSelects() {
        Shop shop = Shop.open(owner);

        Answer made = owner.post(
                shop.path("/exports"), "{\"definition\":" + json("country is 'SE'") + ",\"format\":\"csv\"}");

        assertThat(made.status()).as(made.text()).isEqualTo(202);
        assertThat(made.at("/definition/attribute")).isEqualTo("country");
    }

    @Test
    void saysWhereInTheTextSomethingIsWrong() {
        Shop shop = Shop.empty(owner);

        Answer refused = shop.preview(json("country is SE\nand did 'X' in last days"));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.at("/code")).isEqualTo("invalid_definition");
        JsonNode errors = refused.json().get("errors");
        assertThat(errors.findValuesAsString("pointer")).containsExactly("/definition", "/definition");
        assertThat(errors.at("/0/line").asInt()).isEqualTo(1);
        assertThat(errors.at("/0/column").asInt()).isEqualTo(12);
        assertThat(errors.at("/1/line").asInt()).isEqualTo(2);
        assertThat(errors.at("/1/detail").asString())
                .startsWith("line 2, column 21: found \"days\"; expected a number");
    }

    @Test
    void refusesTextsThatNameSegmentsThereAreNot() {
        Answer refused = Shop.empty(owner).preview(json("known and not in segment 'nope'"));

        assertThat(refused.at("/code")).isEqualTo("unknown_segment");
        assertThat(refused.at("/errors/0/pointer")).isEqualTo("/definition/all/1/not/segment");
        assertThat(refused.json().at("/errors/0").has("line")).isFalse();
    }

    @Test
    void writesADefinitionInBothNotations() {
        Shop shop = Shop.empty(owner);
        String tree = "{\"not\":{\"segment\":\"nope\"}}";

        Answer fromText =
                owner.post(shop.path("/segments/format"), "{\"definition\":" + json("not  in segment 'nope'") + "}");
        Answer fromTree = owner.post(shop.path("/segments/format"), "{\"definition\":" + tree + "}");

        assertThat(fromText.json()).isEqualTo(fromTree.json());
        assertThat(fromText.at("/definition_text")).isEqualTo("not in segment 'nope'");
        assertThat(fromText.json().get("definition").toString()).isEqualTo(tree);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                     | 400 | invalid_request    | /definition
            {"definition":null}                    | 400 | invalid_request    | /definition
            {"definition":"country"}               | 422 | invalid_definition | /definition
            {"definition":5}                       | 422 | wrong_type         | /definition
            {"definition":"known","zone":"UTC"}    | 422 | unknown_field      | /zone
            """)
    void refusesToFormatWhatIsNoDefinition(String body, int status, String code, String pointer) {
        Shop shop = Shop.empty(owner);

        Answer refused = owner.post(shop.path("/segments/format"), body);

        assertThat(refused.status()).as(refused.text()).isEqualTo(status);
        assertThat(refused.at("/code")).isEqualTo(code);
        assertThat(refused.json().get("errors").findValuesAsString("pointer")).contains(pointer);
    }

    @Test
    void formatsForThoseWhoMayReadTheProject() {
        Shop shop = Shop.empty(owner);

        assertThat(owner.as("nobody", "nothing")
                        .post(shop.path("/segments/format"), "{\"definition\":\"known\"}")
                        .status())
                .isEqualTo(401);
        assertThat(owner.post("/v1/projects/no-such/segments/format", "{\"definition\":\"known\"}")
                        .status())
                .isEqualTo(404);
    }
}
