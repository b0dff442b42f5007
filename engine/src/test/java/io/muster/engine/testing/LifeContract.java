package io.muster.engine.testing;

import static io.muster.engine.testing.EngineFixture.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.RowImport;
import io.muster.engine.SegmentEngine;
import io.muster.engine.rows.RowKind;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.model.condition.Condition;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Projects, restarts, compaction and deadlines. */
interface LifeContract extends EngineContract {

    @Test
    default void everythingIsThereAfterReopening() {
        fixture().profiles(new ProfileRow("p", Map.of("a", "x"), Map.of("email", "e"), List.of("vip")));
        fixture().events(EventRow.of("q", "buy", 1, "total", new BigDecimal("2.5")));
        fixture().reopen();

        assertThat(fixture().engine().dataVersion(PROJECT)).isEqualTo(2);
        assertThat(fixture().everyone()).containsExactly("p", "q");
        assertThat(fixture().select(Asked.is("a", "x"))).containsExactly("p");
        assertThat(fixture().select(new Condition.Tag("vip"))).containsExactly("p");
        assertThat(fixture().select(Asked.sumAtLeast("buy", "total", 2))).containsExactly("q");
        assertThat(fixture().profiles(ProfileRow.of("r", Map.of("a", "y"))).dataVersion())
                .isEqualTo(3);
        assertThat(fixture().select(Asked.exists("a"))).containsExactly("p", "r");
    }

    @Test
    default void projectsDoNotSeeEachOther() {
        ProjectId two = new ProjectId("two");
        SegmentEngine engine = fixture().engine();
        engine.createProject(two);
        fixture().profiles(ProfileRow.of("p", Map.of("a", "x")));
        EngineRows.importEvents(engine, two, List.of(EventRow.of("q", "buy", 1)));

        assertThat(fixture().everyone()).containsExactly("p");
        assertThat(engine.dataVersion(two)).isEqualTo(1);
        try (EngineSnapshot snapshot = engine.snapshot(two)) {
            assertThat(EngineFixture.select(snapshot, new Condition.All(List.of())))
                    .containsExactly("q");
            assertThat(snapshot.attributes(Deadline.none())).isEmpty();
        }
        try (EngineSnapshot snapshot = fixture().snapshot()) {
            assertThat(snapshot.hasEvent("buy")).isFalse();
        }
    }

    @Test
    default void aDroppedProjectIsGoneAndCanBeMadeAnew() {
        ProjectId two = new ProjectId("two");
        SegmentEngine engine = fixture().engine();
        engine.dropProject(two);
        engine.createProject(two);
        EngineRows.importProfiles(engine, two, List.of(ProfileRow.of("q", Map.of("a", "x"))));
        fixture().profiles(ProfileRow.of("p", Map.of()));
        engine.dropProject(two);
        engine.createProject(two);
        engine.createProject(two);

        assertThat(engine.dataVersion(two)).isZero();
        try (EngineSnapshot snapshot = engine.snapshot(two)) {
            assertThat(snapshot.everyone(Deadline.none()).isEmpty()).isTrue();
            assertThat(snapshot.attributes(Deadline.none())).isEmpty();
        }
        assertThat(fixture().everyone()).containsExactly("p");
    }

    @Test
    default void anImportWhoseProjectWasDroppedMeanwhileIsRefused() {
        SegmentEngine engine = fixture().engine();
        ProjectId two = new ProjectId("two");
        engine.createProject(two);
        try (RowImport rowImport = engine.startImport(two, RowKind.PROFILES)) {
            EngineRows.addProfiles(rowImport, List.of(ProfileRow.of("p", Map.of())));
            engine.dropProject(two);

            assertThatThrownBy(() -> rowImport.commit(Deadline.none()))
                    .isInstanceOfSatisfying(
                            MusterException.class,
                            error -> assertThat(error.code()).isEqualTo(ErrorCode.NOT_FOUND));
        }
    }

    @Test
    default void aProjectThatWasNeverMadeIsNotFound() {
        assertThatThrownBy(() -> fixture().engine().snapshot(new ProjectId("nowhere")))
                .isInstanceOfSatisfying(
                        MusterException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    @Test
    default void compactionChangesNoAnswer() {
        for (int day = 3; day > 0; day--) {
            long start = day * 86_400_000L;
            fixture()
                    .events(IntStream.range(0, 500)
                            .mapToObj(i -> EventRow.of(
                                    "p" + i % 50,
                                    i % 3 == 0 ? "buy" : "view",
                                    start - i,
                                    "total",
                                    BigDecimal.valueOf(i % 7)))
                            .toArray(EventRow[]::new));
        }
        List<Condition> asked =
                List.of(Asked.atLeast("buy", 10), Asked.atLeast("view", 20), Asked.sumAtLeast("buy", "total", 30));
        var before = asked.stream().map(fixture()::select).toList();
        long version = fixture().engine().dataVersion(PROJECT);

        try (EngineSnapshot open = fixture().snapshot()) {
            fixture().engine().compact(PROJECT, Deadline.none());
            assertThat(asked.stream().map(one -> EngineFixture.select(open, one)))
                    .isEqualTo(before);
        }
        assertThat(asked.stream().map(fixture()::select)).isEqualTo(before);
        assertThat(fixture().engine().dataVersion(PROJECT)).isEqualTo(version);
    }

    @Test
    default void workEndsWhenItIsCancelled() {
        Deadline cancelled = Deadline.none();
        cancelled.cancel();
        endsWith(ErrorCode.CANCELLED, cancelled);
    }

    @Test
    default void workEndsAtItsDeadline() throws InterruptedException {
        Deadline deadline = Deadline.after(Duration.ofMillis(1));
        CountDownLatch over = new CountDownLatch(1);
        deadline.onEnd(over::countDown);
        over.await();
        endsWith(ErrorCode.DEADLINE_EXCEEDED, deadline);
    }

    @Test
    default void theEngineIsUsableAfterWorkWasCancelledHalfWay() throws InterruptedException {
        fixture()
                .events(IntStream.range(0, 100_000)
                        .mapToObj(i -> EventRow.of("p" + i % 20_000, "buy", i, "total", BigDecimal.valueOf(i)))
                        .toArray(EventRow[]::new));
        for (int attempt = 0; attempt < 10; attempt++) {
            Deadline deadline = Deadline.none();
            Thread canceller = Thread.ofVirtual().start(deadline::cancel);
            try (EngineSnapshot snapshot = fixture().snapshot()) {
                assertThat(snapshot.select(
                                        Asked.sumAtLeast("buy", "total", 1),
                                        EngineFixture.scope(ZoneOffset.UTC),
                                        deadline)
                                .getCardinality())
                        .isEqualTo(20_000);
            } catch (MusterException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED);
            }
            canceller.join();
        }
        assertThat(fixture().select(Asked.did("buy"))).hasSize(20_000);
    }

    private void endsWith(ErrorCode code, Deadline deadline) {
        fixture().profiles(ProfileRow.of("p", Map.of("a", "x")));
        fixture().events(EventRow.of("p", "buy", 1));
        try (EngineSnapshot snapshot = fixture().snapshot()) {
            List<Consumer<EngineSnapshot>> calls = List.of(
                    s -> s.select(Asked.is("a", "x"), EngineFixture.scope(ZoneOffset.UTC), deadline),
                    s -> s.select(Asked.did("buy"), EngineFixture.scope(ZoneOffset.UTC), deadline),
                    s -> s.profiles(List.of("p"), deadline),
                    s -> s.events("p", null, 10, deadline));
            for (Consumer<EngineSnapshot> call : calls) {
                assertThatThrownBy(() -> call.accept(snapshot))
                        .isInstanceOfSatisfying(
                                MusterException.class, e -> assertThat(e.code()).isEqualTo(code));
            }
            assertThat(EngineFixture.select(snapshot, Asked.did("buy"))).containsExactly("p");
        }
    }
}
