package io.muster.server.facade.mparticle;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.conformance.Proves;
import io.muster.server.facade.OldClients;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import java.util.List;
import org.junit.jupiter.api.Test;

class MparticleAliasTest {
    private static final String THREE = "{\"event\":\"Viewed\",\"count\":{\"gte\":3}}";

    private final OldClients old = OldClients.open();
    private final ApiClient anybody = old.server.anybody();

    @Test
    @Proves({"mparticle-33", "mparticle-43"})
    void anAnonymousIdBecomesAUserWithAllThatCameAndWillCome() {
        viewed("anon-1", 1);
        viewed("anon-1", 2);
        identify("anon-1", "{\"browser\":\"Lynx\"}");
        identify("user-1", "{\"plan\":\"gold\"}");
        String dynamic = old.shop.segment("Viewers", THREE).get("key").asString();
        String fixed = fixed("anon-1");

        assertThat(alias("anon-1", "user-1").status()).isEqualTo(200);
        viewed("anon-1", 3);
        identify("anon-1", "{\"language\":\"nb\"}");

        assertThat(old.shop.count(THREE)).isEqualTo(1);
        for (String attribute : List.of("browser", "plan", "language")) {
            assertThat(old.shop.count("{\"all\":[{\"attribute\":\"" + attribute + "\",\"exists\":true}]}"))
                    .as(attribute)
                    .isEqualTo(1);
        }
        assertThat(old.server.owner().get(old.shop.path("/profiles/user-1")).at("/attributes/browser"))
                .isEqualTo("Lynx");
        assertThat(old.server.owner().get(old.shop.path("/profiles/anon-1")).at("/id"))
                .isEqualTo("user-1");
        assertThat(old.shop.members(fixed, 10)).containsExactly("user-1");
        old.shop
                .client()
                .send(
                        "POST",
                        old.shop.path("/segments/" + dynamic + "/refresh"),
                        java.net.http.HttpRequest.BodyPublishers.noBody(),
                        "");
        old.shop.untilMembers(dynamic, "user-1");
    }

    @Test
    @Proves("mparticle-33")
    void manyIdsAreOneUsersForEverAndUsersAreNeverJoined() {
        assertThat(alias("phone", "user-2").status()).isEqualTo(200);
        assertThat(alias("tablet", "user-2").status()).isEqualTo(200);
        assertThat(alias("phone", "user-2").status()).as("again").isEqualTo(200);

        for (List<String> wrong : List.of(
                List.of("user-2", "user-2"),
                List.of("user-2", "user-3"),
                List.of("phone", "user-3"),
                List.of("other", "phone"),
                List.of("anna", "user-2"))) {
            Answer refused = alias(wrong.getFirst(), wrong.getLast());
            assertThat(refused.status()).as("%s: %s", wrong, refused.text()).isEqualTo(422);
            assertThat(refused.at("/error")).contains(wrong.getFirst());
        }
        for (String wrong : List.of("{}", "{\"previousId\":\"a\"}", "{\"previousId\":\"\",\"newId\":\"b\"}")) {
            assertThat(anybody.post("/service/alias/" + key(), wrong).status())
                    .as(wrong)
                    .isEqualTo(422);
        }
        assertThat(anybody.post("/service/alias/nobody", "{\"previousId\":\"a\",\"newId\":\"b\"}")
                        .status())
                .isEqualTo(400);
    }

    private Answer alias(String previous, String user) {
        return anybody.post(
                "/service/alias",
                "{\"apiKey\":\"%s\",\"previousId\":\"%s\",\"newId\":\"%s\"}".formatted(key(), previous, user));
    }

    private void viewed(String user, int second) {
        Answer kept = anybody.post("/service/event/" + key(), """
                {"eventName": "Viewed", "eventUniqueId": "%s", "eventTime": %d}""".formatted(user, second * 1000L));
        assertThat(kept.status()).as(kept.text()).isEqualTo(200);
    }

    private void identify(String user, String properties) {
        Answer kept = anybody.post(
                "/service/identify/" + key(), "{\"uniqueId\":\"" + user + "\",\"properties\":" + properties + "}");
        assertThat(kept.status()).as(kept.text()).isEqualTo(200);
    }

    private String fixed(String member) {
        Answer made = old.server
                .owner()
                .post(
                        old.shop.path("/segments"),
                        "{\"name\":\"Picked\",\"type\":\"static\",\"profiles\":[\"" + member + "\"]}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.at("/key");
    }

    private String key() {
        return old.keys.clientId();
    }
}
