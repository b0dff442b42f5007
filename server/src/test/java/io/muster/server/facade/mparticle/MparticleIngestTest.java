package io.muster.server.facade.mparticle;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.access.Applications;
import io.muster.server.access.Applications.Credentials;
import io.muster.server.access.Scope;
import io.muster.server.conformance.Proves;
import io.muster.server.facade.OldClients;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class MparticleIngestTest {
    private static final String PURCHASE = "{\"event\":\"Purchase\"}";

    private final OldClients old = OldClients.open();
    private final ApiClient anybody = old.server.anybody();

    @Test
    @Proves({"mparticle-30", "mparticle-31", "mparticle-35"})
    void anEventIsKeptUnderTheKeyInTheBodyOrThePath() {
        String event = "\"eventName\":\"Purchase\",\"eventUniqueId\":\"%s\",\"eventTime\":1434483600000,"
                + "\"properties\":{\"total\":12.5}";

        Answer inBody =
                anybody.post("/service/event", "{\"apiKey\":\"" + key() + "\"," + event.formatted("mp-1") + "}");
        Answer inPath = anybody.post("/service/event/" + key(), "{" + event.formatted("mp-2") + "}");

        assertThat(inBody.status()).as(inBody.text()).isEqualTo(200);
        assertThat(inPath.status()).as(inPath.text()).isEqualTo(200);
        assertThat(old.shop.count(PURCHASE)).isEqualTo(2);
        Answer kept = old.server.owner().get(old.shop.path("/profiles/mp-1/events"));
        assertThat(Instant.parse(kept.at("/items/0/time"))).isEqualTo("2015-06-16T19:40:00Z");
        assertThat(kept.json().at("/items/0/properties").toString()).isEqualTo("{\"total\":12.5}");
    }

    @Test
    @Proves({"mparticle-31", "mparticle-41"})
    void aBatchIsKeptWholeOrNotAtAllAndOnceHoweverOftenItIsSent() {
        String batch = """
                {"apiKey": "%s", "events": [
                  {"eventName": "Purchase", "eventUniqueId": "mp-1", "eventTime": 1434483600000, "properties": {"total": 60}},
                  {"eventName": "Purchase", "eventUniqueId": "mp-1", "eventTime": 1434483600000, "properties": {"total": 5}},
                  {"eventName": "Purchase", "eventUniqueId": 42, "eventTime": "1434483700000", "properties": {"total": 1}}]}
                """.formatted(key());
        for (int i = 0; i < 2; i++) {
            Answer kept = anybody.post("/service/event/batch", batch);
            assertThat(kept.status()).as(kept.text()).isEqualTo(200);
        }

        assertThat(old.shop.count("{\"event\":\"Purchase\",\"count\":{\"gte\":2,\"lte\":2}}"))
                .isEqualTo(1);
        assertThat(old.shop.count(PURCHASE)).isEqualTo(2);
        Answer bad = anybody.post("/service/event/batch/" + key(), """
                {"events": [{"eventName": "Refund", "eventUniqueId": "mp-1"}, {"eventName": "Refund"}]}""");
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.at("/error")).contains("events/1").contains("eventUniqueId");
        assertThat(old.shop.count("{\"event\":\"Refund\"}")).isZero();
    }

    @Test
    @Proves("mparticle-32")
    void aUserIsIdentifiedByProperties() {
        Answer kept = anybody.post("/service/identify", """
                {"apiKey": "%s", "uniqueId": "mp-7", "properties": {"plan": "gold", "address": {"city": "Oslo"}}}
                """.formatted(key()));

        assertThat(kept.status()).as(kept.text()).isEqualTo(200);
        assertThat(old.shop.count("{\"attribute\":\"plan\",\"is\":\"gold\"}")).isEqualTo(1);
        assertThat(old.shop.count("{\"attribute\":\"address.city\",\"is\":\"Oslo\"}"))
                .isEqualTo(1);
        assertThat(anybody.post("/service/identify/" + key(), "{\"uniqueId\":\"mp-8\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    @Proves("mparticle-34")
    void whatIsMalformedIs400AndWhatBreaksARuleIs422() {
        Credentials reader = old.server
                .bean(Applications.class)
                .create("default", null, "Reads", EnumSet.of(Scope.READ, Scope.EXPORT));
        for (String body : List.of(
                "",
                "{",
                "[]",
                "{}",
                "{\"apiKey\":7}",
                "{\"apiKey\":\"nobody\",\"eventName\":\"a\",\"eventUniqueId\":\"b\"}",
                "{\"apiKey\":\"" + reader.clientId() + "\",\"eventName\":\"a\",\"eventUniqueId\":\"b\"}")) {
            assertRefused(anybody.post("/service/event", body), 400, body);
        }
        assertRefused(anybody.post("/service/event/", "text/plain", new byte[] {1}), 404, "no such path");
        assertRefused(anybody.post("/service/event", "text/plain", new byte[] {1}), 400, "no JSON");
        for (String rest : List.of(
                "",
                ",\"eventName\":\"a\"",
                ",\"eventName\":7,\"eventUniqueId\":\"b\"",
                ",\"eventName\":\"a\",\"eventUniqueId\":\"\"",
                ",\"eventName\":\"a\",\"eventUniqueId\":\"\\u0000\"",
                ",\"eventName\":\"a\",\"eventUniqueId\":\"b\",\"eventTime\":\"soon\"",
                ",\"eventName\":\"a\",\"eventUniqueId\":\"b\",\"eventTime\":9223372036854775807",
                ",\"eventName\":\"a\",\"eventUniqueId\":\"b\",\"properties\":[1]",
                ",\"eventName\":\"" + "a".repeat(2000) + "\",\"eventUniqueId\":\"b\"")) {
            String body = "{\"apiKey\":\"" + key() + "\"" + rest + "}";
            assertRefused(anybody.post("/service/event", body), 422, body);
        }
        for (String events : List.of("[]", "{}", "7", "[7]", "[{}]")) {
            String body = "{\"apiKey\":\"" + key() + "\",\"events\":" + events + "}";
            assertRefused(anybody.post("/service/event/batch", body), 422, body);
        }
    }

    private static void assertRefused(Answer refused, int status, String what) {
        assertThat(refused.status()).as(what + ": " + refused.text()).isEqualTo(status);
        assertThat(refused.text()).as(what).startsWith("{\"error\":\"");
    }

    private String key() {
        return old.keys.clientId();
    }
}
