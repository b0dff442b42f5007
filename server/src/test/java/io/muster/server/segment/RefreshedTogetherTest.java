package io.muster.server.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.server.catalog.Catalog;
import io.muster.server.segment.RefreshStore.Claim;
import io.muster.server.segment.RefreshStore.Outcome;
import io.muster.server.segment.Segment.Failure;
import io.muster.server.test.Answer;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;
import tools.jackson.databind.JsonNode;

/** Segments whose new members are stored in one transaction. */
@OnEachDatabase
class RefreshedTogetherTest {

    private static final int SEGMENTS = 40;

    private final TestServer server;
    private final Catalog catalog;
    private final Shop shop;

    RefreshedTogetherTest(Database database) {
        this.server = TestServer.on(database);
        this.catalog = server.bean(Catalog.class);
        this.shop = Shop.open(server.owner());
    }

    @Test
    void oneThatCannotBeStoredFailsAloneAndRecovers() {
        for (int i = 0; i < SEGMENTS; i++) {
            Answer made = shop.client()
                    .post(
                            shop.path("/segments"),
                            "{\"name\":\"Older %d\",\"refresh\":\"manual\",\"definition\":{\"attribute\":\"age\",\"gte\":%d}}"
                                    .formatted(i, i));
            assertThat(made.status()).as(made.text()).isEqualTo(201);
        }
        refreshAll();
        shop.load("profiles", "{\"id\":\"finn\",\"attributes\":{\"age\":99}}");
        String blocked = segment(7).get("id").asString();
        block(blocked);

        refreshAll();

        for (int i = 0; i < SEGMENTS; i++) {
            JsonNode segment = segment(i);
            assertThat(segment.get("state").asString()).as("segment %d", i).isEqualTo(i == 7 ? "failed" : "fresh");
            assertThat(segment.get("data_version").asInt()).isEqualTo(i == 7 ? 2 : 3);
        }
        assertThat(shop.members("older-7", 10)).doesNotContain("finn");
        assertThat(shop.members("older-8", 10)).contains("finn");

        catalog.change(
                db -> db.execute("delete from membership_log where segment = {0} and number = 2", DSL.val(blocked)));
        refreshAll();

        assertThat(segment(7).get("state").asString()).isEqualTo("fresh");
        assertThat(shop.members("older-7", 10)).contains("finn");
    }

    @Test
    void aGroupThatCannotBeStoredIsStoredOneByOne() {
        List<Computed> group = new ArrayList<>();
        for (String name : List.of("First", "Blocked", "Last")) {
            Answer made = shop.client()
                    .post(
                            shop.path("/segments"),
                            "{\"name\":\"" + name + "\",\"refresh\":\"manual\",\"definition\":{\"all\":[]}}");
            await().atMost(Duration.ofSeconds(30)).until(() -> size(made.at("/key")) == 5);
            group.add(computed(made.at("/id")));
        }
        String blocked = group.get(1).claim().segment().id();
        block(blocked);

        Map<String, Failure> failures = server.bean(ResultStore.class).store(group);

        assertThat(failures).containsOnlyKeys(blocked);
        assertThat(size("first")).isEqualTo(2);
        assertThat(size("blocked")).isEqualTo(5);
        assertThat(size("last")).isEqualTo(2);
    }

    /** Two members, by a claim that none is later than. */
    private Computed computed(String segment) {
        Segment found = server.bean(SegmentStore.class).find(segment).orElseThrow();
        return new Computed(
                new Claim(found, 1_000, null, 0),
                new Outcome("", 2, Instant.now(), null),
                RoaringBitmap.bitmapOf(0, 1),
                Duration.ZERO);
    }

    private int size(String key) {
        return shop.client()
                .get(shop.path("/segments/" + key))
                .json()
                .get("size")
                .asInt(-1);
    }

    /** A row where the next one would go: what is computed of this segment can't be stored. */
    private void block(String segment) {
        catalog.change(db -> db.execute(
                "insert into membership_log (segment, number, definition_version, data_version, as_of, size,"
                        + " entered_count, exited_count) values ({0}, 2, 1, 1, 0, 0, 0, 0)",
                DSL.val(segment)));
    }

    private void refreshAll() {
        Answer job = shop.client().post(shop.path("/segments/refresh"), "");
        assertThat(job.status()).as(job.text()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !shop.client()
                        .get(shop.path("/jobs/" + job.at("/id")))
                        .json()
                        .get("finished_at")
                        .isNull());
    }

    private JsonNode segment(int number) {
        return shop.client().get(shop.path("/segments/older-" + number)).json();
    }
}
