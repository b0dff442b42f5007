package io.muster.server.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.server.catalog.Catalog;
import io.muster.server.test.Answer;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.time.Duration;
import org.jooq.impl.DSL;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Whatever speaks against a segment's members is told of a profile's segments too, each by itself. */
@OnEachDatabase
class DoubtedSegmentsTest {

    private final Catalog catalog;
    private final Shop shop;

    DoubtedSegmentsTest(Database database) {
        TestServer server = TestServer.on(database);
        this.catalog = server.bean(Catalog.class);
        this.shop = Shop.open(server.owner());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "members_version = null",
                "members_version = version - 1",
                "changed_claim = done_claim + 1",
                "failures = 1",
                // Nobody takes up a run of a static segment, so that this one stays missed.
                "next_run = 1, type = 'static'",
            })
    void isTold(String doubt) {
        make("Doubted");
        make("Undoubted");
        assertThat(freshnessOfAnnas("doubted").get("stale").asBoolean()).isFalse();

        catalog.change(db -> db.execute("update segment set " + doubt + " where id = {0}", DSL.val(id("doubted"))));

        assertThat(freshnessOfAnnas("doubted").get("stale").asBoolean()).isTrue();
        assertThat(freshnessOfAnnas("doubted")).isEqualTo(segment("doubted").get("freshness"));
        assertThat(freshnessOfAnnas("undoubted").get("stale").asBoolean()).isFalse();
    }

    private void make(String name) {
        Answer made = shop.client()
                .post(
                        shop.path("/segments"),
                        "{\"name\":\"" + name
                                + "\",\"refresh\":\"manual\",\"definition\":{\"attribute\":\"age\",\"gte\":1}}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> segment(made.at("/key")).get("state").asString().equals("fresh"));
    }

    private String id(String key) {
        return segment(key).get("id").asString();
    }

    private JsonNode segment(String key) {
        return shop.client().get(shop.path("/segments/" + key)).json();
    }

    private JsonNode freshnessOfAnnas(String key) {
        return shop.client()
                .get(shop.path("/profiles/anna/segments"))
                .json()
                .get("items")
                .valueStream()
                .filter(item -> item.get("key").asString().equals(key))
                .findFirst()
                .orElseThrow()
                .get("freshness");
    }
}
