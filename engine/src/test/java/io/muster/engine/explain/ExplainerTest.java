package io.muster.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.engine.EngineSnapshot.EventPosition;
import io.muster.engine.Event;
import io.muster.engine.Profile;
import io.muster.engine.explain.Explanation.OfName;
import io.muster.engine.explain.Explanation.Seen;
import io.muster.model.condition.Condition;
import io.muster.model.condition.EventPattern;
import io.muster.model.condition.Ranking;
import io.muster.model.condition.Window;
import io.muster.model.condition.json.ConditionParser;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainerTest {

    private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");
    private static final Instant NOW = Instant.parse("2026-03-28T12:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"event":"buy","within":{"last":"P30D"},"count":{"gte":3}}                      | true  | 2026-03-31T08:00:00.001Z
            {"event":"buy","within":{"last":"PT720H"},"count":{"gte":3}}                    | true  | 2026-03-31T09:00:00.001Z
            {"event":"buy","within":{"last":"P30D"},"count":{"lt":2}}                       | false | 2026-04-09T08:00:00.001Z
            {"event":"buy","within":{"last":1,"unit":"month","calendar":true}}              | true  | 2026-04-30T22:00:00Z
            {"event":"buy","count":{"gte":3}}                                               | true  |
            {"event":"buy","within":{"from":"2026-01-01","to":"2026-02-01"}}                | false |
            {"attribute":"birthday","anniversary":{"next":"P7D"}}                           | false | 2026-04-22T22:00:00.001Z
            {"attribute":"birthday","anniversary":{"next":"PT1H","zone":"UTC"}}             | false | 2026-04-29T23:00:00.001Z
            {"attribute":"trial_end","within":{"next":"P3D"}}                               | true  | 2026-03-30T10:00:00.001Z
            {"not":{"attribute":"trial_end","within":{"next":"P3D"}}}                       | false | 2026-03-30T10:00:00.001Z
            {"sequence":[{"event":"see"},{"event":"buy"}],"within":{"last":"P20D"}}         | true  | 2026-04-08T10:00:00.001Z
            """)
    void tellsWhenTimeAloneFlipsIt(String definition, boolean verdict, String flip) {
        Explanation explained = explain(definition);

        assertThat(explained.verdict()).isEqualTo(verdict);
        assertThat(explained.flip().at()).isEqualTo(flip == null ? null : Instant.parse(flip));
        assertThat(explained.flip().kind()).isEqualTo(flip == null ? Flip.Kind.NEVER : Flip.Kind.AT);
    }

    @Test
    void showsEachConditionWithWhatItSaw() {
        Explanation explained = explain("""
                {"all":[{"attribute":"country","is":"SE"},
                        {"event":"buy","where":{"property":"total","gte":20},"within":{"last":"P30D"},"sum":{"property":"total","gte":70}}]}""");

        Explanation country = explained.parts().getFirst();
        assertThat(country.pointer()).isEqualTo("/all/0");
        assertThat(country.verdict()).isFalse();
        assertThat(country.seen()).isEqualTo(new Seen.Attributes(Map.of("country", "NO")));
        Explanation buys = explained.parts().getLast();
        assertThat(buys.verdict()).isFalse();
        assertThat(buys.windows().getFirst().pointer()).isEqualTo("/all/1/within");
        OfName events = ((Seen.Events) buys.seen()).names().getFirst();
        assertThat(events.total()).isEqualTo(4);
        assertThat(events.matching()).isEqualTo(2);
        assertThat(events.measured()).isEqualByComparingTo("50");
        assertThat(events.sample())
                .extracting(Explanation.SeenEvent::matches)
                .containsExactly(true, true, false, false);
    }

    @Test
    void showsTheLastStoredOfEventsAtOneInstant() {
        Event[] atOnce = IntStream.range(0, 12)
                .mapToObj(i -> new Event(null, "buy", 5_000, Map.of(), new EventPosition(5_000, i)))
                .toArray(Event[]::new);

        Explanation explained = explain("""
                {"event":"buy"}""", atOnce);

        OfName events = ((Seen.Events) explained.seen()).names().getFirst();
        assertThat(events.sample())
                .extracting(seen -> seen.event().position().sequence())
                .containsExactly(11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L, 2L);
    }

    private static Explanation explain(String definition) {
        return explain(
                definition,
                buy("2026-01-31T23:30:00Z", 5),
                buy("2026-03-01T09:00:00Z", 10),
                buy("2026-03-10T09:00:00Z", 20),
                buy("2026-03-20T09:00:00Z", 30),
                event("see", "2026-03-19T11:00:00Z", Map.of()));
    }

    private static Explanation explain(String definition, Event... events) {
        Condition condition = new ConditionParser().parse(definition);
        Profile profile = new Profile(
                0,
                "42",
                "key",
                Map.of(),
                Map.of("country", "NO", "birthday", "1990-04-30", "trial_end", "2026-03-30T10:00:00Z"),
                List.of());
        ProfileFacts facts = new ProfileFacts(profile, new ListedEvents(events));
        return new Explainer(facts, new NoSegments(), DayOfWeek.MONDAY, NOW).explain(condition, STOCKHOLM);
    }

    private static Event buy(String time, long total) {
        return event("buy", time, Map.of("total", total));
    }

    private static Event event(String name, String time, Map<String, @Nullable Object> properties) {
        long millis = Instant.parse(time).toEpochMilli();
        return new Event(null, name, millis, properties, new EventPosition(millis, 0));
    }

    /** Few enough to be read all. */
    private record ListedEvents(List<Event> events) implements ProfileEvents {

        private ListedEvents(Event... events) {
            this(List.of(events));
        }

        @Override
        public List<Event> newest(EventPattern pattern, Window.@Nullable Resolved within, ZoneId zone, int limit) {
            return events.stream()
                    .filter(event -> event.name().equals(pattern.name()))
                    .sorted(Comparator.comparing(Event::position).reversed())
                    .toList();
        }

        @Override
        public OptionalDouble figure(Ranking.OfEvents figure, ZoneId zone) {
            throw new AssertionError("all events were read: " + figure);
        }
    }

    private static final class NoSegments implements Surroundings {
        @Override
        public Referred segment(String idOrKey) {
            throw new IllegalArgumentException(idOrKey);
        }

        @Override
        public boolean holds(Condition condition, ZoneId zone) {
            throw new IllegalArgumentException(condition.toString());
        }
    }
}
