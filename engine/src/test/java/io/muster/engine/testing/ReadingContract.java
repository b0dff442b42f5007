package io.muster.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.EngineSnapshot.EventPosition;
import io.muster.engine.EngineSnapshot.Member;
import io.muster.engine.Event;
import io.muster.engine.EventSummary;
import io.muster.engine.FieldSummary;
import io.muster.engine.FieldType;
import io.muster.engine.Profile;
import io.muster.model.condition.Condition;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

/** What a snapshot shows. */
interface ReadingContract extends EngineContract {

    @Test
    default void anOpenSnapshotIsNotChangedByLaterCommits() {
        fixture().profiles(ProfileRow.of("p", Map.of("a", "x")));
        fixture().events(EventRow.of("p", "buy", 1));
        try (EngineSnapshot before = fixture().snapshot()) {
            fixture().profiles(ProfileRow.of("p", Map.of("a", "y", "new", "z")), ProfileRow.of("q", Map.of("a", "x")));
            fixture().events(EventRow.of("p", "buy", 2), EventRow.of("p", "view", 2));

            assertThat(before.dataVersion()).isEqualTo(2);
            assertThat(EngineFixture.select(before, new Condition.All(List.of())))
                    .containsExactly("p");
            assertThat(EngineFixture.select(before, Asked.is("a", "x"))).containsExactly("p");
            assertThat(EngineFixture.select(before, Asked.atLeast("buy", 2))).isEmpty();
            assertThat(EngineFixture.select(before, Asked.exists("new"))).isEmpty();
            assertThat(before.hasEvent("view")).isFalse();
            assertThat(before.types("new", null, Set.of(), Deadline.none())).isEmpty();
            assertThat(before.ordinals(List.of("q"), Deadline.none())).isEmpty();
            assertThat(before.events("p", null, 10, Deadline.none())).hasSize(1);
        }
        assertThat(fixture().select(Asked.is("a", "x"))).containsExactly("q");
        assertThat(fixture().select(Asked.atLeast("buy", 2))).containsExactly("p");
    }

    @Test
    default void ordinalsFollowTheOrderOfFirstAppearance() {
        fixture().profiles(ProfileRow.of("b", Map.of()), ProfileRow.of("a", Map.of()), ProfileRow.of("b", Map.of()));
        fixture().events(EventRow.of("c", "buy", 2), EventRow.of("a", "buy", 1));

        try (EngineSnapshot snapshot = fixture().snapshot()) {
            assertThat(snapshot.ordinals(List.of("a", "b", "c", "nobody"), Deadline.none()))
                    .isEqualTo(Map.of("b", 0, "a", 1, "c", 2));
            assertThat(snapshot.everyone(Deadline.none())).isEqualTo(RoaringBitmap.bitmapOf(0, 1, 2));
        }
    }

    @Test
    default void membersComeInPagesByOrdinal() {
        fixture()
                .profiles(IntStream.range(0, 25)
                        .mapToObj(i -> ProfileRow.of("p" + i, Map.of()))
                        .toArray(ProfileRow[]::new));
        RoaringBitmap even = new RoaringBitmap();
        IntStream.range(0, 25).filter(i -> i % 2 == 0).forEach(even::add);

        try (EngineSnapshot snapshot = fixture().snapshot()) {
            List<Member> all = new ArrayList<>();
            int after = -1;
            while (true) {
                List<Member> page = snapshot.members(even, after, 5, Deadline.none());
                all.addAll(page);
                if (page.size() < 5) {
                    break;
                }
                after = page.getLast().ordinal();
            }
            assertThat(all)
                    .isEqualTo(IntStream.range(0, 13)
                            .mapToObj(i -> new Member(i * 2, "p" + i * 2))
                            .toList());
            assertThat(snapshot.members(new RoaringBitmap(), -1, 5, Deadline.none()))
                    .isEmpty();
        }
    }

    @Test
    default void profilesShowAllTheirValues() {
        Map<String, Object> attributes = new HashMap<>();
        attributes.put("text", "it's");
        attributes.put("whole", new BigDecimal("9007199254740993"));
        attributes.put("decimal", new BigDecimal("12.50"));
        attributes.put("double", new BigDecimal("0.10005"));
        attributes.put("bool", false);
        attributes.put("date", "2026-01-31");
        attributes.put("list", Arrays.asList("a", new BigDecimal("5"), true, null));
        attributes.put("nested", Map.of("city", "Malmö"));
        fixture().profiles(new ProfileRow("p", attributes, Map.of("email", "a@b.c"), List.of("vip", "new")));
        fixture().profiles(ProfileRow.of("q", Map.of()));

        try (EngineSnapshot snapshot = fixture().snapshot()) {
            List<Profile> found = snapshot.profiles(List.of("p", "nobody"), Deadline.none());
            assertThat(found).hasSize(1);
            Profile profile = found.getFirst();
            assertThat(profile.id()).isEqualTo("p");
            assertThat(profile.exportKey()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
            assertThat(profile.identities()).isEqualTo(Map.of("email", "a@b.c"));
            assertThat(profile.tags()).containsExactlyInAnyOrder("vip", "new");
            assertThat(profile.attributes())
                    .containsOnlyKeys("text", "whole", "decimal", "double", "bool", "date", "list", "nested.city")
                    .containsEntry("text", "it's")
                    .containsEntry("whole", 9007199254740993L)
                    .containsEntry("double", 0.10005)
                    .containsEntry("bool", false)
                    .containsEntry("date", "2026-01-31")
                    .containsEntry("list", Arrays.asList("a", 5L, true, null))
                    .containsEntry("nested.city", "Malmö");
            assertThat((BigDecimal) profile.attributes().get("decimal")).isEqualByComparingTo("12.5");
        }
    }

    @Test
    default void exportKeysAreForEver() {
        fixture().profiles(ProfileRow.of("p", Map.of()), ProfileRow.of("q", Map.of()));
        String before = exportKey("p");
        fixture().profiles(ProfileRow.of("p", Map.of("a", "x")));
        fixture().reopen();

        assertThat(exportKey("p")).isEqualTo(before).isNotEqualTo(exportKey("q"));
    }

    private String exportKey(String id) {
        try (EngineSnapshot snapshot = fixture().snapshot()) {
            return snapshot.profiles(List.of(id), Deadline.none()).getFirst().exportKey();
        }
    }

    @Test
    default void eventsComeInPagesNewestFirst() {
        fixture()
                .events(IntStream.range(0, 12)
                        .mapToObj(i -> EventRow.of("p", i % 2 == 0 ? "buy" : "view", i / 3, "n", BigDecimal.valueOf(i)))
                        .toArray(EventRow[]::new));
        fixture().events(EventRow.of("q", "buy", 1), EventRow.of("p", "late", 2));

        try (EngineSnapshot snapshot = fixture().snapshot()) {
            List<Event> all = new ArrayList<>();
            EventPosition after = null;
            List<Event> page = snapshot.events("p", after, 5, Deadline.none());
            while (!page.isEmpty()) {
                all.addAll(page);
                assertThat(all).hasSizeLessThanOrEqualTo(13);
                after = page.getLast().position();
                page = snapshot.events("p", after, 5, Deadline.none());
            }
            assertThat(all).hasSize(13).doesNotHaveDuplicates();
            assertThat(all.stream().map(Event::timeMillis)).isSortedAccordingTo(Collections.reverseOrder());
            assertThat(all.stream().map(event -> event.properties().get("n")).filter(n -> n != null))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 12).mapToObj(Long::valueOf).toList());
            assertThat(snapshot.events("nobody", null, 5, Deadline.none())).isEmpty();
        }
    }

    @Test
    default void eventsShowIdNameTimeAndProperties() {
        Map<String, @Nullable Object> properties = new HashMap<>();
        properties.put("none", null);
        properties.put("total", new BigDecimal("12.5"));
        properties.put("items", List.of("a", "b"));
        fixture().events(new EventRow("e-1", "p", "it's", -1, properties));

        try (EngineSnapshot snapshot = fixture().snapshot()) {
            Event event = snapshot.events("p", null, 5, Deadline.none()).getFirst();
            assertThat(event.id()).isEqualTo("e-1");
            assertThat(event.name()).isEqualTo("it's");
            assertThat(event.timeMillis()).isEqualTo(-1);
            assertThat(event.properties()).containsOnlyKeys("none", "total", "items");
            assertThat(event.properties()).containsEntry("none", null).containsEntry("items", List.of("a", "b"));
            assertThat((BigDecimal) event.properties().get("total")).isEqualByComparingTo("12.5");
        }
    }

    @Test
    default void theCatalogCountsValuesByType() {
        fixture()
                .profiles(
                        new ProfileRow("p", Map.of("a", "x", "b", BigDecimal.ONE), Map.of("email", "e"), null),
                        ProfileRow.of("q", Map.of("a", "2026-01-31", "b", new BigDecimal("2.5"))),
                        ProfileRow.of("r", Map.of("a", true, "b", List.of("z"))));
        fixture().profiles(ProfileRow.of("r", Map.of("a", "y")));

        try (EngineSnapshot snapshot = fixture().snapshot()) {
            assertThat(snapshot.types("a", null, Set.of(), Deadline.none()))
                    .isEqualTo(Map.of(FieldType.TEXT, 2L, FieldType.DATE, 1L));
            assertThat(snapshot.types("b", null, Set.of(), Deadline.none()))
                    .isEqualTo(Map.of(FieldType.NUMBER, 2L, FieldType.LIST, 1L));
            assertThat(snapshot.types("a", "view", Set.of(), Deadline.none())).isEmpty();
            Map<String, FieldSummary> byName = new HashMap<>();
            snapshot.attributes(Deadline.none()).forEach(field -> byName.put(field.name(), field));
            assertThat(byName).containsOnlyKeys("a", "b", "email");
            assertThat(field(byName, "a").types()).isEqualTo(Map.of(FieldType.TEXT, 2L, FieldType.DATE, 1L));
            assertThat(field(byName, "a").examples()).isNotEmpty().hasSizeLessThanOrEqualTo(3);
            assertThat(field(byName, "email").scope()).isEqualTo(FieldSummary.Scope.IDENTITY);
        }
    }

    private static FieldSummary field(Map<String, FieldSummary> byName, String name) {
        FieldSummary field = byName.get(name);
        assertThat(field).as(name).isNotNull();
        return Objects.requireNonNull(field);
    }

    @Test
    default void theCatalogKnowsEventsWithTheirTimesAndProperties() {
        fixture()
                .events(
                        EventRow.of("p", "buy", 10, "total", BigDecimal.ONE),
                        EventRow.of("q", "buy", 5, "total", "free"),
                        new EventRow(null, "q", "view", 7, Collections.singletonMap("page", null)));

        try (EngineSnapshot snapshot = fixture().snapshot()) {
            assertThat(snapshot.hasEvent("buy")).isTrue();
            assertThat(snapshot.hasEvent("Buy")).isFalse();
            assertThat(snapshot.extent("Buy")).isEmpty();
            assertThat(snapshot.extent("buy").orElseThrow().rows()).isPositive();
            assertThat(snapshot.extent("buy").orElseThrow().firstMillis())
                    .isLessThanOrEqualTo(snapshot.extent("buy").orElseThrow().lastMillis());
            Map<String, EventSummary> byName = new HashMap<>();
            snapshot.events(Deadline.none()).forEach(event -> byName.put(event.name(), event));
            assertThat(byName).containsOnlyKeys("buy", "view");
            EventSummary buy = Objects.requireNonNull(byName.get("buy"));
            assertThat(List.of(buy.count(), buy.firstMillis(), buy.lastMillis()))
                    .containsExactly(2L, 5L, 10L);
            assertThat(buy.properties()).singleElement().satisfies(total -> {
                assertThat(total.name()).isEqualTo("total");
                assertThat(total.types()).isEqualTo(Map.of(FieldType.NUMBER, 1L, FieldType.TEXT, 1L));
            });
            assertThat(snapshot.types("page", "view", Set.of(), Deadline.none()))
                    .isEqualTo(Map.of(FieldType.NULL, 1L));
        }
    }
}
