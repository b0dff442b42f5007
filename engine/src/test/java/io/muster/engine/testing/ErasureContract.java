package io.muster.engine.testing;

import static io.muster.engine.testing.EngineFixture.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.Erasure;
import io.muster.engine.KeyKind;
import io.muster.engine.RowImport;
import io.muster.engine.rows.RowKind;
import io.muster.model.condition.Condition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Profiles that are erased. */
interface ErasureContract extends EngineContract {

    @Test
    default void anErasedProfileIsInNoAnswer() {
        three();
        Erasure erased = erase("b", "nobody");

        assertThat(erased.retired().toArray()).containsExactly(1);
        assertThat(erased.events()).isEqualTo(Map.of("buy", 2L));
        assertThat(erased.dataVersion()).isEqualTo(3);
        assertThat(fixture().everyone()).containsExactly("a", "c");
        assertThat(fixture().select(new Condition.Not(Asked.atLeast("buy", 1)))).containsExactly("c");
        assertThat(fixture().select(new Condition.Not(Asked.is("name", "A")))).containsExactly("c");
        assertThat(fixture().select(new Condition.Any(List.of()))).isEmpty();
        try (EngineSnapshot snapshot = fixture().snapshot()) {
            assertThat(snapshot.profileCount()).isEqualTo(2);
            assertThat(snapshot.profiles(List.of("b"), Deadline.none())).isEmpty();
            assertThat(snapshot.events("b", null, 10, Deadline.none())).isEmpty();
            assertThat(snapshot.ordinals(new KeyKind.Identity("email"), List.of("b@x"), Deadline.none()))
                    .isEmpty();
            assertThat(snapshot.events(Deadline.none()).getFirst().count()).isEqualTo(1);
        }
    }

    @Test
    default void otherNamesOfAnErasedProfileGoWithIt() {
        three();
        fixture().engine().alias(PROJECT, "bb", "b", Deadline.none());
        try (EngineSnapshot snapshot = fixture().snapshot()) {
            assertThat(snapshot.aliases(1, Deadline.none())).hasSize(1);
        }
        assertThat(erase("bb").retired().toArray()).containsExactly(1);

        assertThat(fixture().everyone()).containsExactly("a", "c");
        assertThat(fixture().engine().ordinal(PROJECT, "bb")).isEmpty();
        try (EngineSnapshot snapshot = fixture().snapshot()) {
            assertThat(snapshot.aliases(1, Deadline.none())).isEmpty();
        }
    }

    @Test
    default void erasingNobodyChangesNothing() {
        three();
        Erasure erased = erase("nobody");

        assertThat(erased.retired().isEmpty()).isTrue();
        assertThat(erased.dataVersion()).isEqualTo(2);
        assertThat(fixture().engine().scrub(PROJECT, Deadline.none())).isFalse();
    }

    @Test
    default void theSameIdLaterIsAnotherProfile() {
        three();
        String before = exportKey("b");
        erase("b");
        fixture().events(EventRow.of("b", "buy", 9));

        assertThat(fixture().everyone()).containsExactly("a", "c", "b");
        assertThat(fixture().engine().ordinal(PROJECT, "b")).hasValue(3);
        assertThat(exportKey("b")).isNotEqualTo(before);
        assertThat(fixture().select(Asked.is("name", "B"))).isEmpty();
        assertThat(fixture().select(Asked.atLeast("buy", 2))).isEmpty();
        fixture().reopen();
        assertThat(fixture().engine().ordinal(PROJECT, "b")).hasValue(3);
        assertThat(fixture().select(Asked.atLeast("buy", 1))).containsExactly("a", "b");
    }

    @Test
    default void theNewestProfileCanBeErasedAndItsOrdinalIsNotGivenAgain() {
        three();
        erase("c");
        fixture().reopen();
        fixture().profiles(ProfileRow.of("d", Map.of()));

        assertThat(fixture().engine().ordinal(PROJECT, "c")).isEmpty();
        assertThat(fixture().engine().ordinal(PROJECT, "d")).hasValue(3);
        assertThat(fixture().everyone()).containsExactly("a", "b", "d");
    }

    @Test
    default void whatWasErasedWhileItCameIsDroppedFromTheImport() {
        three();
        try (RowImport events = fixture().engine().startImport(PROJECT, RowKind.EVENTS);
                RowImport profiles = fixture().engine().startImport(PROJECT, RowKind.PROFILES)) {
            EngineRows.addEvents(events, many("b", "a", "d"));
            EngineRows.addProfiles(
                    profiles, List.of(ProfileRow.of("b", Map.of("name", "B2")), ProfileRow.of("e", Map.of())));
            erase("b");

            assertThat(events.commit(Deadline.none())).isEqualTo(new RowImport.Committed(40_000, 0, 20_000, 4));
            assertThat(profiles.commit(Deadline.none())).isEqualTo(new RowImport.Committed(1, 0, 1, 5));
        }
        assertThat(fixture().everyone()).containsExactly("a", "c", "d", "e");
        fixture().reopen();
        assertThat(fixture().everyone()).containsExactly("a", "c", "d", "e");
        assertThat(fixture().select(Asked.atLeast("visit", 1))).containsExactly("a", "d");
    }

    @Test
    default void anIdThatNobodyHadWhenItWasErasedIsDroppedFromImportsUnderWay() {
        three();
        try (RowImport profiles = fixture().engine().startImport(PROJECT, RowKind.PROFILES)) {
            EngineRows.addProfiles(profiles, List.of(ProfileRow.of("d", Map.of()), ProfileRow.of("e", Map.of())));
            erase("e", "f");

            assertThat(profiles.commit(Deadline.none())).isEqualTo(new RowImport.Committed(1, 0, 1, 3));
        }
        assertThat(fixture().everyone()).containsExactly("a", "b", "c", "d");
        fixture().profiles(ProfileRow.of("e", Map.of()));
        assertThat(fixture().everyone()).as("later").containsExactly("a", "b", "c", "d", "e");
    }

    @Test
    default void rowsThatSayARefusedIdentityAreDroppedFromImportsUnderWay() {
        three();
        try (RowImport few = fixture().engine().startImport(PROJECT, RowKind.PROFILES);
                RowImport many = fixture().engine().startImport(PROJECT, RowKind.PROFILES);
                RowImport events = fixture().engine().startImport(PROJECT, RowKind.EVENTS)) {
            EngineRows.addProfiles(few, List.of(mailed("d", "d@x"), mailed("e", "e@x"), mailed("a", "d@x")));
            EngineRows.addProfiles(
                    many,
                    IntStream.range(0, 60_000)
                            .mapToObj(i -> mailed("m" + i % 30_000, i == 7 ? "d@x" : i + "@x"))
                            .toList());
            EngineRows.addEvents(events, List.of(EventRow.of("d", "visit", 1)));
            fixture()
                    .engine()
                    .refuse(PROJECT, Map.of("email", Set.of("d@x", "o'x"), "phone", Set.of("1")), Deadline.none());
            EngineRows.addProfiles(few, List.of(mailed("f", "d@x"), mailed("g", "g@x")));

            assertThat(few.commit(Deadline.none())).isEqualTo(new RowImport.Committed(2, 0, 3, 3));
            assertThat(many.commit(Deadline.none()).erased()).isEqualTo(1);
            assertThat(events.commit(Deadline.none()).rows()).isEqualTo(1);
        }
        fixture().reopen();
        try (EngineSnapshot snapshot = fixture().snapshot()) {
            assertThat(snapshot.ordinals(new KeyKind.Identity("email"), List.of("d@x"), Deadline.none()))
                    .isEmpty();
            assertThat(snapshot.ordinals(new KeyKind.Id(), List.of("e", "f", "g", "m7"), Deadline.none()))
                    .containsOnlyKeys("e", "g", "m7");
            assertThat(snapshot.profileCount()).isEqualTo(3 + 2 + 30_000 + 1);
        }
    }

    private static ProfileRow mailed(String id, String email) {
        return new ProfileRow(id, Map.of(), Map.of("email", email), null);
    }

    private static List<EventRow> many(String... profiles) {
        return IntStream.range(0, 60_000)
                .mapToObj(i -> EventRow.of(profiles[i % profiles.length], "visit", i))
                .toList();
    }

    @Test
    default void scrubbingChangesNoAnswerAndIsDoneOnce() {
        three();
        erase("b");
        long version = fixture().engine().dataVersion(PROJECT);

        assertThat(fixture().engine().scrub(PROJECT, Deadline.none())).isTrue();
        assertThat(fixture().engine().scrub(PROJECT, Deadline.none())).isFalse();
        assertThat(fixture().engine().dataVersion(PROJECT)).isEqualTo(version);
        assertThat(fixture().everyone()).containsExactly("a", "c");
        fixture().events(EventRow.of("c", "buy", 9));
        fixture().reopen();
        assertThat(fixture().engine().scrub(PROJECT, Deadline.none())).isFalse();
        assertThat(fixture().select(Asked.atLeast("buy", 1))).containsExactly("a", "c");
        assertThat(exportKey("a")).isNotEmpty();
    }

    @Test
    default void scrubbingWaitsForWhatIsBeingRead() throws InterruptedException {
        three();
        EngineSnapshot reading = fixture().engine().snapshot(PROJECT);
        erase("b");
        AtomicReference<Object> ended = new AtomicReference<>();
        Thread scrubbing = Thread.ofPlatform().start(() -> {
            try {
                ended.set(fixture().engine().scrub(PROJECT, Deadline.none()));
            } catch (RuntimeException e) {
                ended.set(e);
            }
        });
        while (scrubbing.getState() != Thread.State.TIMED_WAITING && scrubbing.isAlive()) {
            Thread.onSpinWait();
        }

        reading.close();
        scrubbing.join();

        assertThat(ended.get()).isEqualTo(true);
        assertThat(fixture().everyone()).containsExactly("a", "c");
    }

    private void three() {
        fixture()
                .profiles(
                        new ProfileRow("a", Map.of("name", "A"), Map.of("email", "a@x"), List.of("vip")),
                        new ProfileRow("b", Map.of("name", "B"), Map.of("email", "b@x"), List.of("vip", "b")),
                        ProfileRow.of("c", Map.of("name", "C")));
        fixture().events(EventRow.of("a", "buy", 1), EventRow.of("b", "buy", 2), EventRow.of("b", "buy", 3));
    }

    private Erasure erase(String... ids) {
        return fixture().engine().erase(PROJECT, List.of(ids), Deadline.none());
    }

    private String exportKey(String id) {
        try (EngineSnapshot snapshot = fixture().snapshot()) {
            return snapshot.profiles(List.of(id), Deadline.none()).getFirst().exportKey();
        }
    }
}
