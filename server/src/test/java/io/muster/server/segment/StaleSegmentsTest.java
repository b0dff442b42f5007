package io.muster.server.segment;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.model.ProjectId;
import io.muster.server.catalog.Catalog;
import io.muster.server.project.Project;
import io.muster.server.project.Projects;
import io.muster.server.test.Answer;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.Shop;
import io.muster.server.test.SteppedClock;
import io.muster.server.test.TestServer;
import java.time.Duration;
import java.util.List;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

/** Segments that come to be stale by time alone, while nothing is written that would make the server look again. */
@OnEachDatabase
class StaleSegmentsTest {

    private final SteppedClock clock = new SteppedClock();
    private final TestServer server;
    private final Shop shop;
    private final StaleSegments stale;

    StaleSegmentsTest(Database database) {
        this.server = TestServer.on(database);
        this.shop = Shop.open(server.owner());
        this.stale = new StaleSegments(
                server.bean(Catalog.class), server.bean(SegmentStore.class), server.bean(SegmentRefresh.class), clock);
    }

    @Test
    void aRunThatIsMissedSoonIsTold() {
        Segment segment = plannedIn(Duration.ofSeconds(4).minus(Freshness.GRACE));
        assertThat(isStale(segment)).isFalse();

        clock.step(Duration.ofSeconds(5));

        assertThat(isStale(segment)).isTrue();
    }

    @Test
    void aRunThatIsMissedMuchLaterIsTold() {
        Segment segment = plannedIn(Duration.ofMinutes(10));
        assertThat(isStale(segment)).isFalse();

        clock.step(Duration.ofMinutes(12));

        assertThat(isStale(segment)).isTrue();
    }

    @Test
    void membersThatComeOfAgeAreTold() {
        Segment segment = made(",\"max_age\":\"PT1H\"");
        assertThat(isStale(segment)).isFalse();

        clock.step(Duration.ofMinutes(61));

        assertThat(isStale(segment)).isTrue();
    }

    /** Static, so that nobody takes up its run. */
    private Segment plannedIn(Duration time) {
        Segment segment = made("");
        server.bean(Catalog.class)
                .change(db -> db.execute(
                        "update segment set type = 'static', next_run = {0} where id = {1}",
                        DSL.val(clock.instant().plus(time).toEpochMilli()), DSL.val(segment.id())));
        return find(segment.id());
    }

    private Segment made(String more) {
        Answer answer = shop.client()
                .post(
                        shop.path("/segments"),
                        "{\"name\":\"Adults\",\"refresh\":\"manual\",\"definition\":{\"attribute\":\"age\",\"gte\":1}"
                                + more + "}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> find(answer.at("/id")).run().size() != null);
        return find(answer.at("/id"));
    }

    private Segment find(String id) {
        return server.bean(SegmentStore.class).find(id).orElseThrow();
    }

    private boolean isStale(Segment segment) {
        Project project = server.bean(Projects.class)
                .find(new ProjectId(segment.project()))
                .orElseThrow();
        return requireNonNull(stale.freshness(project, List.of(segment)).get(segment.id()))
                .stale();
    }
}
