package io.muster.engine.testing;

import static io.muster.engine.testing.EngineFixture.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.engine.Deadline;
import io.muster.engine.RowImport;
import io.muster.engine.rows.RowKind;
import io.muster.model.condition.Condition;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

/** How rows come in. */
interface ImportContract extends EngineContract {

    @Test
    default void rowsAreVisibleFromTheirCommitOn() {
        try (RowImport rows = fixture().engine().startImport(PROJECT, RowKind.PROFILES)) {
            EngineRows.addProfiles(rows, List.of(ProfileRow.of("p", Map.of("country", "SE"))));
            assertThat(fixture().everyone()).isEmpty();

            assertThat(rows.commit(Deadline.none())).isEqualTo(new RowImport.Committed(1, 0, 0, 1));
        }
        assertThat(fixture().select(Asked.is("country", "SE"))).containsExactly("p");
        assertThat(fixture().engine().dataVersion(PROJECT)).isEqualTo(1);
    }

    @Test
    default void closingWithoutCommitLeavesNothing() {
        fixture().profiles(ProfileRow.of("kept", Map.of()));
        try (RowImport rows = fixture().engine().startImport(PROJECT, RowKind.EVENTS)) {
            EngineRows.addEvents(rows, List.of(EventRow.of("dropped", "buy", 1, "total", BigDecimal.ONE)));
        }
        assertThat(fixture().everyone()).containsExactly("kept");
        assertThat(fixture().engine().dataVersion(PROJECT)).isEqualTo(1);
        try (var snapshot = fixture().snapshot()) {
            assertThat(snapshot.hasEvent("buy")).isFalse();
            assertThat(snapshot.events(Deadline.none())).isEmpty();
        }
        fixture().profiles(ProfileRow.of("next", Map.of()));
        try (var snapshot = fixture().snapshot()) {
            assertThat(snapshot.ordinals(List.of("next"), Deadline.none())).containsOnly(Map.entry("next", 1));
        }
    }

    @Test
    default void everyCommitWithRowsRaisesTheDataVersionByOne() {
        assertThat(fixture().engine().dataVersion(PROJECT)).isZero();
        assertThat(fixture().profiles().dataVersion()).isZero();
        assertThat(fixture().profiles(ProfileRow.of("p", Map.of())).dataVersion())
                .isEqualTo(1);
        assertThat(fixture().events(EventRow.of("p", "buy", 1)).dataVersion()).isEqualTo(2);
        assertThat(fixture().events().dataVersion()).isEqualTo(2);
        assertThat(fixture().engine().dataVersion(PROJECT)).isEqualTo(2);
    }

    @Test
    default void laterRowsMergeAttributeByAttributeAndNullClears() {
        fixture()
                .profiles(
                        ProfileRow.of("p", Map.of("a", "old", "b", BigDecimal.ONE, "c", true)),
                        ProfileRow.of("p", Map.of("a", "new")));
        fixture().profiles(ProfileRow.of("p", Collections.singletonMap("b", null)));
        fixture().profiles(ProfileRow.of("p", Map.of("c", "text now")));

        assertThat(fixture().select(Asked.is("a", "new"))).containsExactly("p");
        assertThat(fixture().select(Asked.exists("b"))).isEmpty();
        assertThat(fixture().select(Asked.is("c", "text now"))).containsExactly("p");
        try (var snapshot = fixture().snapshot()) {
            assertThat(snapshot.profiles(List.of("p"), Deadline.none()))
                    .singleElement()
                    .satisfies(
                            profile -> assertThat(profile.attributes()).isEqualTo(Map.of("a", "new", "c", "text now")));
        }
    }

    @Test
    default void tagsAreReplacedAndIdentitiesMerged() {
        fixture()
                .profiles(
                        new ProfileRow("p", Map.of(), Map.of("email", "a@b.c", "device", "d"), List.of("vip", "new")),
                        new ProfileRow("q", Map.of(), Map.of("device", "d"), List.of("vip")));
        assertThat(fixture().select(new Condition.Tag("vip"))).containsExactly("p", "q");

        fixture()
                .profiles(
                        new ProfileRow("p", Map.of(), Collections.singletonMap("email", null), List.of("new")),
                        new ProfileRow("q", Map.of(), Map.of("mobile", "1"), List.of()));
        assertThat(fixture().select(new Condition.Tag("vip"))).isEmpty();
        assertThat(fixture().select(new Condition.Tag("new"))).containsExactly("p");
        assertThat(fixture().select(new Condition.Known(true))).containsExactly("q");
        assertThat(fixture().select(new Condition.Identity("device"))).containsExactly("p", "q");
    }

    @Test
    default void anEventWithItsIdAndTimeCountsOnce() {
        EventRow event = new EventRow("e-1", "p", "buy", 1000, Map.of());
        EventRow later = new EventRow("e-1", "p", "buy", 1001, Map.of());
        EventRow anonymous = EventRow.of("p", "buy", 1000);

        assertThat(fixture().events(event, event, later, anonymous, anonymous))
                .isEqualTo(new RowImport.Committed(4, 1, 0, 1));
        assertThat(fixture().events(event, anonymous)).isEqualTo(new RowImport.Committed(1, 1, 0, 2));
        assertThat(fixture().select(Asked.exactly("buy", 5))).containsExactly("p");
    }

    @Test
    default void aRehearsalTellsDuplicatesAndKeepsNothing() {
        EventRow stored = new EventRow("e-1", "p", "buy", 1000, Map.of());
        EventRow fresh = new EventRow("e-2", "stranger", "buy", 1000, Map.of("colour", "red"));
        EventRow other = new EventRow("e-1", "p", "sell", 1000, Map.of());
        fixture().events(stored);

        try (RowImport rehearsal = fixture().engine().startImport(PROJECT, RowKind.EVENTS)) {
            EngineRows.addEvents(rehearsal, List.of(stored, fresh, fresh, stored, other));
            assertThat(rehearsal.duplicates(Deadline.none())).isEqualTo(3);
        }
        try (RowImport empty = fixture().engine().startImport(PROJECT, RowKind.EVENTS)) {
            assertThat(empty.duplicates(Deadline.none())).isZero();
        }
        assertThat(fixture().everyone()).containsExactly("p");
        assertThat(fixture().events(stored, fresh, other)).isEqualTo(new RowImport.Committed(2, 1, 0, 2));
    }

    @Test
    default void anEventIsStillTheSameAfterCompactionAndReopening() {
        EventRow event = new EventRow("e-1", "p", "buy", 1000, Map.of());
        fixture().events(event, new EventRow("e-0", "p", "buy", 999, Map.of()));
        fixture().engine().compact(PROJECT, Deadline.none());
        fixture().reopen();

        assertThat(fixture().events(event).duplicates()).isEqualTo(1);
        assertThat(fixture().select(Asked.exactly("buy", 2))).containsExactly("p");
    }

    @Test
    default void anEventCreatesItsProfile() {
        fixture().events(EventRow.of("stranger", "buy", 1, "total", new BigDecimal("12.5")));

        assertThat(fixture().everyone()).containsExactly("stranger");
        fixture().profiles(ProfileRow.of("stranger", Map.of("country", "SE")));
        assertThat(fixture().select(new Condition.All(List.of(Asked.did("buy"), Asked.is("country", "SE")))))
                .containsExactly("stranger");
    }

    @Test
    default void importsOfTheSameNewProfilesAtTheSameTimeAgreeOnTheirOrdinals() throws Exception {
        List<ProfileRow> one = rows("a");
        List<ProfileRow> other = rows("b");
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<RowImport.Committed>> done = List.of(
                    threads.submit(() -> EngineRows.importProfiles(fixture().engine(), PROJECT, one)),
                    threads.submit(() -> EngineRows.importProfiles(fixture().engine(), PROJECT, other)));
            for (Future<RowImport.Committed> committed : done) {
                assertThat(committed.get().rows()).isEqualTo(5000);
            }
        }
        assertThat(fixture().engine().dataVersion(PROJECT)).isBetween(1L, 2L);
        try (var snapshot = fixture().snapshot()) {
            RoaringBitmap everyone = snapshot.everyone(Deadline.none());
            assertThat(everyone).isEqualTo(RoaringBitmap.bitmapOfRange(0, 5000));
            Condition both = new Condition.All(List.of(Asked.is("a", 1), Asked.is("b", 1)));
            assertThat(EngineFixture.select(snapshot, both)).hasSize(5000);
        }
    }

    @Test
    default void openImportsOfTheSameNewProfilesAgreeOnTheirOrdinals() {
        try (RowImport one = fixture().engine().startImport(PROJECT, RowKind.PROFILES);
                RowImport other = fixture().engine().startImport(PROJECT, RowKind.EVENTS)) {
            EngineRows.addProfiles(one, List.of(ProfileRow.of("p", Map.of("a", "x")), ProfileRow.of("q", Map.of())));
            EngineRows.addEvents(other, List.of(EventRow.of("q", "buy", 1), EventRow.of("r", "buy", 1)));
            other.commit(Deadline.none());
            one.commit(Deadline.none());
        }
        try (var snapshot = fixture().snapshot()) {
            assertThat(snapshot.ordinals(List.of("p", "q", "r"), Deadline.none())
                            .values())
                    .containsExactlyInAnyOrder(0, 1, 2);
            assertThat(EngineFixture.select(snapshot, Asked.did("buy"))).containsExactlyInAnyOrder("q", "r");
            assertThat(EngineFixture.select(snapshot, Asked.is("a", "x"))).containsExactly("p");
        }
    }

    @Test
    default void oneNameHoldsValuesOfEveryKind() {
        List<Object> kinds = Arrays.asList(
                "text",
                "2026-03-29",
                "2026-03-29T10:00:00Z",
                new BigDecimal("9007199254740993"),
                new BigDecimal("12.5"),
                new BigDecimal("0.10005"),
                true,
                List.of("x"));
        for (int i = 0; i < kinds.size(); i++) {
            fixture().profiles(ProfileRow.of("p" + i, Map.of("any", kinds.get(i))));
            fixture().events(EventRow.of("p" + i, "buy", i, "any", kinds.get(i)));
        }
        fixture().events(new EventRow(null, "p8", "buy", 8, Collections.singletonMap("any", null)));

        assertThat(fixture().select(Asked.exists("any"))).hasSize(8);
        assertThat(fixture().select(Asked.is("any", 9007199254740993L))).containsExactly("p3");
        assertThat(fixture().select(Asked.is("any", 9007199254740992L))).isEmpty();
        assertThat(fixture().select(Asked.sumAtLeast("buy", "any", 1))).containsExactly("p3", "p4");
    }

    @Test
    default void aProjectHasRoomForManyNames() {
        Map<String, Object> wide = new LinkedHashMap<>();
        IntStream.range(0, 1500).forEach(i -> wide.put("property " + i, BigDecimal.valueOf(i)));
        for (int part = 0; part < 3; part++) {
            Map<String, Object> third = new LinkedHashMap<>(wide);
            third.keySet().retainAll(List.copyOf(wide.keySet()).subList(part * 500, part * 500 + 500));
            fixture().events(new EventRow(null, "p" + part, "wide", part, third));
        }
        assertThat(fixture().select(Asked.sumAtLeast("wide", "property 1499", 1499)))
                .containsExactly("p2");
        assertThat(fixture().select(Asked.sumAtLeast("wide", "property 1", 1))).containsExactly("p0");
        try (var snapshot = fixture().snapshot()) {
            assertThat(snapshot.events(Deadline.none()))
                    .singleElement()
                    .satisfies(event -> assertThat(event.properties()).hasSize(1500));
        }
    }

    private static List<ProfileRow> rows(String attribute) {
        return IntStream.range(0, 5000)
                .mapToObj(i -> ProfileRow.of("p" + i, Map.of(attribute, BigDecimal.ONE)))
                .toList();
    }
}
