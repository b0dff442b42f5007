package io.muster.server.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Answer;
import io.muster.server.test.Database;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/** Every definition that the language's reference shows is answered, in both notations alike, and explained. */
class LanguageReferenceTest {

    private static final Path REFERENCE = Path.of("..", "docs", "reference", "segment-language.md");
    private static final Pattern EXAMPLE = Pattern.compile("^```json\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final List<String> SEGMENTS = List.of("staff", "newsletter-readers", "trial-users", "big-spenders");

    private static Shop shop;

    @BeforeAll
    static void open() {
        shop = Shop.open(TestServer.on(Database.SQLITE).owner());
        for (String key : SEGMENTS) {
            Answer made = shop.client()
                    .post(
                            shop.path("/segments"),
                            "{\"name\":\"%s\",\"key\":\"%s\",\"definition\":{\"tag\":\"vip\"}}".formatted(key, key));
            assertThat(made.status()).as(made.text()).isEqualTo(201);
            shop.until("/segments/" + key, "fresh");
        }
    }

    static List<String> examples() throws IOException {
        return EXAMPLE.matcher(Files.readString(REFERENCE))
                .results()
                .map(example -> example.group(1))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void countsEveryExampleAlikeInBothNotations(String example) {
        Answer formatted = shop.client().post(shop.path("/segments/format"), "{\"definition\":" + example + "}");
        assertThat(formatted.status()).as(formatted.text()).isEqualTo(200);
        String text = formatted.json().get("definition_text").asString();

        Answer preview = shop.preview(example);
        assertThat(preview.status()).as(preview.text()).isEqualTo(200);
        assertThat(shop.count(StringNode.valueOf(text).toString()))
                .isEqualTo(preview.json().get("count").asLong());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void explainsEveryExampleAsItCounts(String example) {
        JsonMapper json = new JsonMapper();
        for (String id : List.of("anna", "bo")) {
            long counted = shop.count("{\"all\":[" + example + ",{\"profiles\":[\"" + id + "\"]}]}");
            Answer explained = shop.client()
                    .post(
                            shop.path("/segments/explain"),
                            "{\"definition\":" + json.readTree(example) + ",\"profile\":\"" + id + "\"}");
            assertThat(explained.status()).as(explained.text()).isEqualTo(200);
            assertThat(explained.json().get("verdict").asBoolean()).as(example).isEqualTo(counted == 1);
        }
    }
}
