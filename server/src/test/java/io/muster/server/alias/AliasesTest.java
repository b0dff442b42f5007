package io.muster.server.alias;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.test.Answer;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;

@OnEachDatabase
class AliasesTest {
    private static final String FOUR = "{\"event\":\"Order Completed\",\"count\":{\"gte\":4}}";

    private final Shop shop;

    AliasesTest(Database database) {
        this.shop = Shop.open(TestServer.on(database).owner());
    }

    @Test
    void anIdBecomesTheProfileWithAllThatCameAndWillCome() {
        String key = shop.client()
                .post(shop.path("/segments"), "{\"name\":\"Picked\",\"type\":\"static\",\"profiles\":[\"bo\"]}")
                .at("/key");

        assertThat(alias("anna", "bo").status()).isEqualTo(204);

        assertThat(shop.count(FOUR)).isEqualTo(1);
        Answer joined = shop.client().get(shop.path("/profiles/bo"));
        assertThat(joined.at("/id")).isEqualTo("anna");
        assertThat(joined.at("/attributes/country")).as("hers stays").isEqualTo("SE");
        assertThat(joined.json().get("tags").toString()).contains("staff", "vip");
        assertThat(shop.members(key, 10)).containsExactly("anna");
        shop.load("profiles", "{\"id\":\"bo\",\"attributes\":{\"language\":\"nb\"}}");
        assertThat(shop.client().get(shop.path("/profiles/anna")).at("/attributes/language"))
                .isEqualTo("nb");
    }

    @Test
    void oneMoreTimeChangesNothing() {
        assertThat(alias("anna", "phone one/two").status()).isEqualTo(204);
        String before = version();

        assertThat(alias("anna", "phone one/two").status()).isEqualTo(204);

        assertThat(version()).isEqualTo(before);
    }

    @Test
    void aProfileThatIsNotThereIsMade() {
        assertThat(alias("fay", "device-1").status()).isEqualTo(204);

        assertThat(shop.client().get(shop.path("/profiles/device-1")).at("/id")).isEqualTo("fay");
    }

    @Test
    void profilesAreNeverJoinedAndNamesHaveNoNames() {
        assertThat(alias("eve", "phone").status()).isEqualTo(204);

        for (List<String> wrong : List.of(
                List.of("eve", "eve"),
                List.of("cleo", "phone"),
                List.of("phone", "other"),
                List.of("cleo", "eve"),
                List.of("cleo", "anna"))) {
            Answer refused = alias(wrong.getFirst(), wrong.getLast());
            assertThat(refused.status()).as("%s: %s", wrong, refused.text()).isEqualTo(409);
            assertThat(refused.at("/code")).isEqualTo("conflict");
            assertThat(refused.at("/detail")).contains(wrong.getFirst(), wrong.getLast());
        }
    }

    private Answer alias(String profile, String id) {
        String path =
                "/profiles/" + profile + "/aliases/" + id.replace(" ", "%20").replace("/", "%2F");
        return shop.client().send("PUT", shop.path(path), BodyPublishers.noBody(), "");
    }

    private String version() {
        return shop.client().get(shop.path("")).json().get("data_version").toString();
    }
}
