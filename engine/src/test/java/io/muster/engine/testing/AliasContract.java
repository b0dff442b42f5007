package io.muster.engine.testing;

import static io.muster.engine.testing.EngineFixture.PROJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.engine.Alias;
import io.muster.engine.Aliased;
import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.Profile;
import io.muster.engine.RowImport;
import io.muster.engine.rows.RowKind;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.condition.Condition;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Ids that become other names of profiles. */
interface AliasContract extends EngineContract {

    @Test
    default void whatWasAnAnonymousIdsIsTheUsers() {
        two();
        Aliased made = alias("anon", "user");

        assertThat(made).isEqualTo(new Aliased(1, OptionalInt.of(0), 3));
        for (int opened = 0; opened < 2; opened++) {
            assertThat(fixture().everyone()).containsExactly("user");
            assertThat(fixture().select(Asked.exactly("buy", 3))).containsExactly("user");
            assertThat(fixture().select(Asked.is("plan", "gold")))
                    .as("its own stays")
                    .containsExactly("user");
            assertThat(fixture().select(Asked.is("city", "Oslo")))
                    .as("what it lacked")
                    .containsExactly("user");
            assertThat(fixture().select(new Condition.Not(Asked.is("city", "Oslo"))))
                    .isEmpty();
            assertThat(fixture().select(new Condition.Tag("new"))).containsExactly("user");
            assertThat(fixture().select(new Condition.Tag("vip"))).containsExactly("user");
            assertThat(fixture().select(new Condition.Profiles(List.of("anon"))))
                    .containsExactly("user");
            assertThat(fixture().engine().ordinal(PROJECT, "anon")).hasValue(1);
            try (EngineSnapshot snapshot = fixture().snapshot()) {
                List<Profile> found = snapshot.profiles(List.of("anon"), Deadline.none());
                assertThat(found).singleElement().extracting(Profile::id).isEqualTo("user");
                assertThat(snapshot.events("user", null, 10, Deadline.none())).hasSize(3);
                assertThat(snapshot.aliases(1, Deadline.none())).containsExactly(new Alias("anon", OptionalInt.of(0)));
            }
            fixture().reopen();
        }
    }

    @Test
    default void whatComesLaterUnderTheOldIdIsTheUsersToo() {
        two();
        alias("anon", "user");
        for (int opened = 0; opened < 2; opened++) {
            fixture().events(EventRow.of("anon", "buy", 10 + opened));
            fixture().profiles(ProfileRow.of("anon", Map.of("shoe", "size " + opened)));
            fixture().reopen();
        }

        assertThat(fixture().everyone()).containsExactly("user");
        assertThat(fixture().select(Asked.exactly("buy", 5))).containsExactly("user");
        assertThat(fixture().select(Asked.is("shoe", "size 1"))).containsExactly("user");
    }

    @Test
    default void manyIdsMayBeOfOneUserWhoMayBeNew() {
        assertThat(alias("phone", "user")).isEqualTo(new Aliased(0, OptionalInt.empty(), 1));
        assertThat(alias("tablet", "user").ordinal()).isZero();
        fixture().events(EventRow.of("phone", "buy", 1), EventRow.of("tablet", "buy", 2));

        assertThat(fixture().everyone()).containsExactly("user");
        assertThat(fixture().select(Asked.exactly("buy", 2))).containsExactly("user");
        try (EngineSnapshot snapshot = fixture().snapshot()) {
            assertThat(snapshot.aliases(0, Deadline.none()))
                    .containsExactly(new Alias("phone", OptionalInt.empty()), new Alias("tablet", OptionalInt.empty()));
        }
    }

    @Test
    default void doingItAgainChangesNothing() {
        two();
        Aliased first = alias("anon", "user");

        assertThat(alias("anon", "user")).isEqualTo(first);
        fixture().reopen();
        assertThat(alias("anon", "user")).isEqualTo(first);
    }

    @Test
    default void usersAreNeverJoinedAndNamesAreNeitherChainedNorGivenAgain() {
        two();
        fixture().profiles(new ProfileRow("known", Map.of(), Map.of("email", "k@x"), null));
        alias("anon", "user");

        for (List<String> wrong : List.of(
                List.of("user", "user"),
                List.of("user", "other"),
                List.of("anon", "other"),
                List.of("other", "anon"),
                List.of("known", "user"))) {
            assertThatThrownBy(() -> alias(wrong.getFirst(), wrong.getLast()))
                    .as("%s", wrong)
                    .isInstanceOfSatisfying(
                            MusterException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
        }
        assertThat(fixture().everyone()).containsExactly("user", "known");
    }

    @Test
    default void rowsThatWereComingMeanwhileAreTheUsers() {
        two();
        try (RowImport events = fixture().engine().startImport(PROJECT, RowKind.EVENTS);
                RowImport profiles = fixture().engine().startImport(PROJECT, RowKind.PROFILES)) {
            EngineRows.addEvents(
                    events,
                    IntStream.range(0, 60_000)
                            .mapToObj(i ->
                                    EventRow.of(List.of("anon", "later", "user").get(i % 3), "visit", i))
                            .toList());
            EngineRows.addProfiles(
                    profiles,
                    List.of(
                            ProfileRow.of("anon", Map.of("shoe", "old")),
                            ProfileRow.of("user", Map.of("shoe", "new"))));
            alias("anon", "user");
            alias("later", "user");

            assertThat(events.commit(Deadline.none()).rows()).isEqualTo(60_000);
            profiles.commit(Deadline.none());
        }
        assertThat(fixture().everyone()).containsExactly("user");
        assertThat(fixture().select(Asked.exactly("visit", 60_000))).containsExactly("user");
        assertThat(fixture().select(Asked.is("shoe", "new"))).containsExactly("user");
    }

    @Test
    default void aUsersOtherNamesAreErasedWithTheUser() {
        two();
        alias("anon", "user");
        assertThat(fixture()
                        .engine()
                        .erase(PROJECT, List.of("anon"), Deadline.none())
                        .retired()
                        .toArray())
                .containsExactly(1);

        assertThat(fixture().everyone()).isEmpty();
        fixture().events(EventRow.of("anon", "buy", 9));
        for (int opened = 0; opened < 2; opened++) {
            assertThat(fixture().everyone()).containsExactly("anon");
            assertThat(fixture().select(Asked.exactly("buy", 1))).containsExactly("anon");
            fixture().reopen();
        }
    }

    private void two() {
        fixture()
                .profiles(
                        new ProfileRow("anon", Map.of("plan", "none", "city", "Oslo"), Map.of(), List.of("new")),
                        new ProfileRow("user", Map.of("plan", "gold"), Map.of("email", "u@x"), List.of("vip")));
        fixture().events(EventRow.of("anon", "buy", 1), EventRow.of("anon", "buy", 2), EventRow.of("user", "buy", 3));
    }

    private Aliased alias(String id, String profile) {
        return fixture().engine().alias(PROJECT, id, profile, Deadline.none());
    }
}
