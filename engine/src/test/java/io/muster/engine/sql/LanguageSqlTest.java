package io.muster.engine.sql;

import io.muster.model.condition.AsOf;
import io.muster.model.condition.Condition;
import io.muster.model.condition.WindowResolver;
import io.muster.model.condition.json.ConditionParser;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** Definitions whose answers are worked out in Java, and the SQL that yields what from. */
class LanguageSqlTest {

    private static final AsOf AS_OF =
            new AsOf(Instant.parse("2026-03-28T12:00:00Z"), ZoneId.of("Europe/Stockholm"), DayOfWeek.MONDAY);

    @Test
    void readsTheEventsOfASequenceOnceWithBitsForWhatTheyAre() {
        new Golden("sequences.sql")
                .add("two events", of("""
                        {"sequence": [{"event": "view"}, {"event": "buy"}]}"""))
                .add("gaps and a window", of("""
                        {"sequence": [{"event": "view"}, {"event": "buy", "where": {"property": "total", "gte": 50},
                          "after": {"min": "PT1M", "max": "PT1H"}}], "span": "P1D", "within": {"last": "P7D"}}"""))
                .add("the same event twice", of("""
                        {"sequence": [{"event": "buy"}, {"event": "buy"}]}"""))
                .add("one name with several conditions, one forbidden", of("""
                        {"sequence": [{"event": "buy"}, {"not": {"event": "buy", "where": {"property": "total", "lt": 5}}},
                          {"event": "buy", "where": {"property": "note", "is": "x"}}]}"""))
                .add("what never was forbids nothing", of("""
                        {"sequence": [{"event": "view"}, {"not": {"event": "unseen"}}, {"event": "buy"}]}"""))
                .add("a step that never was", of("""
                        {"sequence": [{"event": "view"}, {"event": "unseen"}]}"""))
                .add("before all events", of("""
                        {"sequence": [{"event": "view"}, {"event": "buy"}], "within": {"before": "2024-01-01"}}"""))
                .check();
    }

    @Test
    void readsTheLocationsInABoxAroundTheCircle() {
        new Golden("places.sql")
                .add("near Stockholm", of("{\"near\": {\"lat\": 59.3, \"lon\": 18.1, \"km\": 25}}"))
                .add("across the date line", of("{\"near\": {\"lat\": -17, \"lon\": 179.9, \"km\": 100}}"))
                .add("over the pole", of("{\"near\": {\"lat\": 89.9, \"lon\": 10, \"km\": 100}}"))
                .check();
    }

    @Test
    void readsOneValueOfEachProfile() {
        new Golden("rankings.sql")
                .addRanking("age", by("{\"attribute\": \"age\"}"))
                .addRanking("any, number or date", by("{\"attribute\": \"any\"}"))
                .addRanking("country, which is neither", by("{\"attribute\": \"country\"}"))
                .addRanking("born", by("{\"attribute\": \"born\"}"))
                .addRanking("never seen", by("{\"attribute\": \"unseen\"}"))
                .addRanking("count", by("{\"event\": \"buy\", \"count\": true}"))
                .addRanking("days", by("{\"event\": \"buy\", \"days\": true, \"within\": {\"last\": \"P7D\"}}"))
                .addRanking("recency", by("{\"event\": \"buy\", \"recency\": true}"))
                .addRanking(
                        "recency by day",
                        by("{\"event\": \"buy\", \"recency\": \"days\", \"where\": {\"property\": \"total\", \"gt\": 0}}"))
                .addRanking("sum", by("{\"event\": \"buy\", \"sum\": {\"property\": \"total\"}}"))
                .addRanking("sum of doubles", by("{\"event\": \"buy\", \"sum\": {\"property\": \"any\"}}"))
                .addRanking("average", by("{\"event\": \"buy\", \"avg\": {\"property\": \"total\"}}"))
                .addRanking("largest", by("{\"event\": \"buy\", \"max\": {\"property\": \"total\"}}"))
                .addRanking("distinct", by("{\"event\": \"buy\", \"distinct\": {\"property\": \"any\"}}"))
                .addRanking("a property of texts", by("{\"event\": \"buy\", \"sum\": {\"property\": \"note\"}}"))
                .check();
    }

    @Test
    void comparesMonthsAndDaysForAnniversaries() {
        new Golden("anniversaries.sql")
                .add("the coming week", anniversary("{\"next\": \"P7D\"}"))
                .add("the coming week in UTC", anniversary("{\"next\": \"P7D\", \"zone\": \"UTC\"}"))
                .add("over the new year", anniversary("{\"from\": \"2026-12-30\", \"to\": \"2027-01-03\", \"zone\": \"UTC\"}"))
                .add(
                        "28 February of a common year",
                        anniversary("{\"from\": \"2026-02-28\", \"to\": \"2026-03-01\", \"zone\": \"UTC\"}"))
                .add(
                        "28 February of a leap year",
                        anniversary("{\"from\": \"2028-02-28\", \"to\": \"2028-02-29\", \"zone\": \"UTC\"}"))
                .add("years", anniversary("{\"from\": \"2020-06-01\", \"to\": \"2026-02-01\", \"zone\": \"UTC\"}"))
                .add("no day starts in it", anniversary("{\"from\": \"2026-03-01T10:00:00Z\", \"to\": \"2026-03-01T11:00:00Z\"}"))
                .check();
    }

    private static Condition anniversary(String window) {
        return of("{\"attribute\": \"born\", \"anniversary\": " + window + "}");
    }

    private static Condition.Quantile by(String ranking) {
        return (Condition.Quantile) of("{\"quantile\": {\"of\": 5, \"in\": [5], \"by\": " + ranking + "}}");
    }

    private static Condition of(String json) {
        return WindowResolver.resolve(new ConditionParser().parse(json), AS_OF).condition();
    }
}
