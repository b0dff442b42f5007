package io.muster.server.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Answer;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** People whose ids and identities are taken, although not every place can keep or look for such. */
@OnEachDatabase
class HardKeysTest {

    private final Shop shop;

    HardKeysTest(Database database) {
        this.shop = Shop.empty(TestServer.on(database).owner());
    }

    static List<String> keys() {
        return List.of("a\u0000b", "x".repeat(50_000), "\u202e\"\n\ud83d\ude00", " ");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void areGivenWhatIsKnownOfThemAndErased(String key) {
        load(key);

        String access = shop.client()
                .post(shop.path("/subject-access"), "{\"profile\": " + json(key) + "}")
                .at("/id");
        JsonNode given = shop.until("/subject-access/" + access, "succeeded");
        assertThat(shop.client().get(given.get("file").asString()).text()).contains("\"known\"");
        erase("{\"profiles\": [" + json(key) + "]}");

        assertThat(shop.count("{\"all\": []}")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void areErasedByAnIdentityAndDoNotComeBack(String key) {
        load(key);

        erase("{\"suppress\": true, \"identities\": [{\"keyspace\": \"device\", \"key\": " + json("d" + key) + "}]}");

        assertThat(shop.count("{\"all\": []}")).isEqualTo(1);
        Answer again = shop.load("profiles", row(key));
        assertThat(again.json().get("suppressed").asInt()).as(again.text()).isEqualTo(1);
    }

    private void load(String key) {
        shop.load("profiles", row(key) + "{\"id\": \"other\"}\n");
        assertThat(shop.count("{\"all\": []}")).isEqualTo(2);
    }

    private static String row(String key) {
        return "{\"id\": " + json(key) + ", \"attributes\": {\"n\": \"known\"}, \"identities\": {\"device\": "
                + json("d" + key) + "}}\n";
    }

    private void erase(String request) {
        Answer asked = shop.client().post(shop.path("/erasures"), request);
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        JsonNode erasure = shop.until("/erasures/" + asked.at("/id"), "succeeded");
        assertThat(erasure.get("profiles").asInt()).isEqualTo(1);
    }

    private static String json(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }
}
