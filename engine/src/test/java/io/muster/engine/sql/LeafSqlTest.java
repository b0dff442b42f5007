package io.muster.engine.sql;

import io.muster.model.condition.Condition;
import io.muster.model.condition.Measure;
import io.muster.model.condition.Measure.Function;
import io.muster.model.condition.PropertyCondition;
import io.muster.model.condition.Test.Between;
import io.muster.model.condition.Test.Compare;
import io.muster.model.condition.Test.Empty;
import io.muster.model.condition.Test.Exists;
import io.muster.model.condition.Test.Has;
import io.muster.model.condition.Test.In;
import io.muster.model.condition.Test.Is;
import io.muster.model.condition.Test.IsNot;
import io.muster.model.condition.Test.Matches;
import io.muster.model.condition.Test.NotIn;
import io.muster.model.condition.Test.Order;
import io.muster.model.condition.Test.TextMatch;
import io.muster.model.condition.Test.TextOperator;
import io.muster.model.condition.Test.Version;
import io.muster.model.condition.Test.VersionOrder;
import io.muster.model.condition.Test.Within;
import io.muster.model.condition.Value;
import io.muster.model.condition.Window;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Definitions and the SQL that they become, in the files of {@code golden/sql}. */
class LeafSqlTest {

    private static final ZoneId ZONE = ZoneId.of("Europe/Stockholm");
    private static final Window.Resolved MARCH = window("2026-03-01T00:00:00Z", "2026-04-01T00:00:00Z");
    private static final Value SE = new Value.Text("SE");
    private static final Value NO = new Value.Text("NO");
    private static final Condition SWEDE = attribute("country", new Is(SE, false));

    @Test
    void asksForEqualValues() {
        new Golden("equality.sql")
                .add("country is SE", SWEDE)
                .add("country is SE, ignore case", attribute("country", new Is(SE, true)))
                .add("country is_not SE", attribute("country", new IsNot(SE, false)))
                .add("country in SE, NO", attribute("country", new In(List.of(SE, NO), false)))
                .add("country not_in SE, NO", attribute("country", new NotIn(List.of(SE, NO), false)))
                .add("country in nothing", attribute("country", new In(List.of(), false)))
                .add("country is 5", attribute("country", new Is(number("5"), false)))
                .add("any is SE", attribute("any", new Is(SE, false)))
                .add("any is_not SE", attribute("any", new IsNot(SE, false)))
                .add("any is 5", attribute("any", new Is(number("5"), false)))
                .add("any in SE, 5, true, null", attribute("any", new In(mixed(), false)))
                .add("any not_in SE, 5, true, null", attribute("any", new NotIn(mixed(), false)))
                .add("country in 70 texts", attribute("country", new In(many("t"), false)))
                .add("country not_in 70 texts, ignore case", attribute("country", new NotIn(many("t"), true)))
                .add("price in 70 numbers", attribute("price", new In(many(""), false)))
                .add("any is null", attribute("any", new Is(new Value.Null(), false)))
                .add("vip is true", attribute("vip", new Is(new Value.Bool(true), false)))
                .add("vip is_not true", attribute("vip", new IsNot(new Value.Bool(true), false)))
                .add("any exists", attribute("any", new Exists(true)))
                .add("country does not exist", attribute("country", new Exists(false)))
                .add("an attribute never seen is SE", attribute("unseen", new Is(SE, false)))
                .add("an attribute never seen does not exist", attribute("unseen", new Exists(false)))
                .check();
    }

    @Test
    void comparesNumbersWithWhatEachColumnCanHold() {
        new Golden("numbers.sql")
                .add("age gte 2.5", attribute("age", compare(Order.GTE, "2.5")))
                .add("age gt 2", attribute("age", compare(Order.GT, "2")))
                .add("age lt -2.5", attribute("age", compare(Order.LT, "-2.5")))
                .add("age lt 1e19", attribute("age", compare(Order.LT, "1e19")))
                .add("age gt 1e19", attribute("age", compare(Order.GT, "1e19")))
                .add("age gte 18 and lt 65", attribute("age", compare(Order.GTE, "18"), compare(Order.LT, "65")))
                .add("age between 18 and 18", attribute("age", new Between(number("18"), number("18"))))
                .add("age between 65 and 18", attribute("age", new Between(number("65"), number("18"))))
                .add("age gte 18 and not_in 20, 30", attribute("age", compare(Order.GTE, "18"), not("20", "30")))
                .add("age is_not 18", attribute("age", not("18")))
                .add("price is 2.5", attribute("price", new Is(number("2.5"), false)))
                .add("price lte 2.00005", attribute("price", compare(Order.LTE, "2.00005")))
                .add("ratio gt 0.1", attribute("ratio", compare(Order.GT, "0.1")))
                .add("ratio lte 9007199254740993", attribute("ratio", compare(Order.LTE, "9007199254740993")))
                .add("any gte 5", attribute("any", compare(Order.GTE, "5")))
                .check();
    }

    @Test
    void searchesTexts() {
        new Golden("texts.sql")
                .add("country contains S", text(TextOperator.CONTAINS, "S", false))
                .add("country contains S, ignore case", text(TextOperator.CONTAINS, "S", true))
                .add("country not_contains S", text(TextOperator.NOT_CONTAINS, "S", false))
                .add("country starts_with S", text(TextOperator.STARTS_WITH, "S", false))
                .add("country ends_with an emoji and a letter", text(TextOperator.ENDS_WITH, "👍E", false))
                .add("country ends_with nothing", text(TextOperator.ENDS_WITH, "", false))
                .add("country matches ^S", attribute("country", new Matches("^S", false)))
                .add("country matches ^s, ignore case", attribute("country", new Matches("^s", true)))
                .add("country version_gte 10.2", attribute("country", new Version(VersionOrder.GTE, "10.2")))
                .add("country version_is no version", attribute("country", new Version(VersionOrder.IS, "1..2")))
                .add("likes has a", attribute("likes", new Has(List.of(new Value.Text("a")), true)))
                .add(
                        "likes has_any \"a\", 5.0",
                        attribute("likes", new Has(List.of(new Value.Text("\"a\""), number("5.0")), false)))
                .add("likes has_all nothing", attribute("likes", new Has(List.of(), true)))
                .add("likes empty", attribute("likes", new Empty(true)))
                .add("likes not empty", attribute("likes", new Empty(false)))
                .check();
    }

    @Test
    void comparesDatesInTheZone() {
        Value day = new Value.Day(LocalDate.parse("2026-03-29"));
        Value moment = new Value.Moment(Instant.parse("2026-03-29T12:00:00Z"));
        new Golden("dates.sql")
                .add("born gte 2026-03-29", attribute("born", new Compare(Order.GTE, day)))
                .add("born lte 2026-03-29", attribute("born", new Compare(Order.LTE, day)))
                .add("born lt 2026-03-29T12:00Z", attribute("born", new Compare(Order.LT, moment)))
                .add("born gte 2026-03-29T12:00Z", attribute("born", new Compare(Order.GTE, moment)))
                .add(
                        "born between two days",
                        attribute("born", new Between(day, new Value.Day(LocalDate.parse("2026-10-25")))))
                .add("born within March", attribute("born", new Within(MARCH)))
                .add("born within ever", attribute("born", new Within(new Window.Resolved(null, null, ZONE))))
                .add("country within March, never a date", attribute("country", new Within(MARCH)))
                .check();
    }

    @Test
    void joinsConditionsOnProfiles() {
        Condition adult = attribute("age", compare(Order.GTE, "18"));
        new Golden("profiles.sql")
                .add("all of two", new Condition.All(List.of(SWEDE, adult)))
                .add("any of two", new Condition.Any(List.of(SWEDE, adult)))
                .add("all of none", new Condition.All(List.of()))
                .add("any of none", new Condition.Any(List.of()))
                .add("not", new Condition.Not(SWEDE))
                .add("one and not the other", new Condition.All(List.of(SWEDE, new Condition.Not(adult))))
                .add(
                        "not: one and not the other",
                        new Condition.Not(new Condition.All(List.of(SWEDE, new Condition.Not(adult)))))
                .add("neither", new Condition.All(List.of(new Condition.Not(SWEDE), new Condition.Not(adult))))
                .add("one or not the other", new Condition.Any(List.of(SWEDE, new Condition.Not(adult))))
                .add("tag", new Condition.Tag("it's vip"))
                .add("known", new Condition.Known(true))
                .add("not known", new Condition.Known(false))
                .add("identity", new Condition.Identity("device"))
                .add("identity never seen", new Condition.Identity("unseen"))
                .check();
    }

    @Test
    void countsEventsAndDays() {
        new Golden("counts.sql")
                .add("did buy", count(null, null, compare(Order.GTE, "1")))
                .add("count gt 0.5", count(null, null, compare(Order.GT, "0.5")))
                .add("count gte 3", count(null, null, compare(Order.GTE, "3")))
                .add("count between 2 and 4", count(null, null, new Between(number("2"), number("4"))))
                .add("count lt 3", count(null, null, compare(Order.LT, "3")))
                .add("count lt 1", count(null, null, compare(Order.LT, "1")))
                .add("count in 2, 4", count(null, null, new In(List.of(number("2"), number("4")), false)))
                .add("count is_not 2", count(null, null, not("2")))
                .add("count gte 0", count(null, null, compare(Order.GTE, "0")))
                .add("count lt 0", count(null, null, compare(Order.LT, "0")))
                .add("within March", count(null, MARCH, compare(Order.GTE, "1")))
                .add(
                        "within more than all events",
                        count(null, window("2020-01-01T00:00:00Z", "2030-01-01T00:00:00Z"), compare(Order.GTE, "1")))
                .add(
                        "within before all events",
                        count(null, window("2020-01-01T00:00:00Z", "2021-01-01T00:00:00Z"), compare(Order.LT, "1")))
                .add("where total gte 50", count(where(), MARCH, compare(Order.GTE, "1")))
                .add("where not total gte 50", count(new PropertyCondition.Not(where()), null, compare(Order.GTE, "1")))
                .add("where a property never seen exists", count(unseen(), null, compare(Order.GTE, "1")))
                .add("where note is null or contains x", count(nullOrText(), null, compare(Order.GTE, "1")))
                .add(
                        "an event never seen",
                        new Condition.Event("unseen", null, null, new Measure.Count(List.of(compare(Order.LT, "1")))))
                .add("days gte 3", event(null, null, new Measure.Days(List.of(compare(Order.GTE, "3")))))
                .add("days gte 3 within March", event(null, MARCH, new Measure.Days(List.of(compare(Order.GTE, "3")))))
                .add(
                        "days lt 3 in a zone without summer time",
                        event(null, utc(), new Measure.Days(List.of(compare(Order.LT, "3")))))
                .check();
    }

    @Test
    void aggregatesProperties() {
        new Golden("aggregates.sql")
                .add("sum of whole numbers gte 500", aggregate(Function.SUM, "count", compare(Order.GTE, "500")))
                .add("sum of decimals gte 500.00001", aggregate(Function.SUM, "total", compare(Order.GTE, "500.00001")))
                .add("sum lt 5", aggregate(Function.SUM, "total", compare(Order.LT, "5")))
                .add("sum of doubles gte 5", aggregate(Function.SUM, "ratio", compare(Order.GTE, "5")))
                .add("sum of everything gte 5", aggregate(Function.SUM, "any", compare(Order.GTE, "5")))
                .add("sum of texts lt 5", aggregate(Function.SUM, "note", compare(Order.LT, "5")))
                .add("avg gte 2.5", aggregate(Function.AVG, "total", compare(Order.GTE, "2.5")))
                .add("avg gte 0.10005", aggregate(Function.AVG, "total", compare(Order.GTE, "0.10005")))
                .add("avg of everything lt 2.5", aggregate(Function.AVG, "any", compare(Order.LT, "2.5")))
                .add("max gte 5", aggregate(Function.MAX, "total", compare(Order.GTE, "5")))
                .add("max lt 5", aggregate(Function.MAX, "total", compare(Order.LT, "5")))
                .add("max of whole numbers is 5", aggregate(Function.MAX, "count", new Is(number("5"), false)))
                .add("min lte 5", aggregate(Function.MIN, "total", compare(Order.LTE, "5")))
                .add("min of everything is 5", aggregate(Function.MIN, "any", new Is(number("5"), false)))
                .add("distinct gte 2", aggregate(Function.DISTINCT, "count", compare(Order.GTE, "2")))
                .add("distinct of everything lt 2", aggregate(Function.DISTINCT, "any", compare(Order.LT, "2")))
                .add(
                        "distinct of a property never seen lt 2",
                        aggregate(Function.DISTINCT, "unseen", compare(Order.LT, "2")))
                .check();
    }

    @Test
    void looksAtFirstAndLastEvents() {
        new Golden("first-last.sql")
                .add("first", event(null, null, new Measure.First()))
                .add("first within March", event(null, MARCH, new Measure.First()))
                .add("first where total gte 50", event(where(), null, new Measure.First()))
                .add("first where total gte 50 within March", event(where(), MARCH, new Measure.First()))
                .add("last within March", event(null, MARCH, new Measure.Last()))
                .add("last where total gte 50 within March", event(where(), MARCH, new Measure.Last()))
                .check();
    }

    private static Condition attribute(String name, io.muster.model.condition.Test... tests) {
        return new Condition.Attribute(name, List.of(tests));
    }

    private static Condition text(TextOperator operator, String text, boolean ignoreCase) {
        return attribute("country", new TextMatch(operator, text, ignoreCase));
    }

    private static Condition event(@Nullable PropertyCondition where, @Nullable Window within, Measure measure) {
        return new Condition.Event("buy", where, within, measure);
    }

    private static Condition count(
            @Nullable PropertyCondition where, @Nullable Window within, io.muster.model.condition.Test test) {
        return event(where, within, new Measure.Count(List.of(test)));
    }

    private static Condition aggregate(Function function, String property, io.muster.model.condition.Test test) {
        return event(null, null, new Measure.Aggregate(function, property, List.of(test)));
    }

    private static PropertyCondition where() {
        return new PropertyCondition.Property("total", List.of(compare(Order.GTE, "50")));
    }

    private static PropertyCondition unseen() {
        return new PropertyCondition.Property("unseen", List.of(new Exists(true)));
    }

    private static PropertyCondition nullOrText() {
        return new PropertyCondition.Any(List.of(
                new PropertyCondition.Property("note", List.of(new Is(new Value.Null(), false))),
                new PropertyCondition.Property("note", List.of(new TextMatch(TextOperator.CONTAINS, "x", false)))));
    }

    private static List<Value> many(String prefix) {
        return IntStream.range(0, 70)
                .<Value>mapToObj(i -> prefix.isEmpty() ? Value.Numeric.of(i) : new Value.Text(prefix + i))
                .toList();
    }

    private static List<Value> mixed() {
        return List.of(SE, number("5"), new Value.Bool(true), new Value.Null());
    }

    private static io.muster.model.condition.Test compare(Order order, String number) {
        return new Compare(order, number(number));
    }

    private static io.muster.model.condition.Test not(String... numbers) {
        return new NotIn(List.of(numbers).stream().map(LeafSqlTest::number).toList(), false);
    }

    private static Value number(String number) {
        return new Value.Numeric(new BigDecimal(number));
    }

    private static Window.Resolved window(String from, String to) {
        return new Window.Resolved(Instant.parse(from), Instant.parse(to), ZONE);
    }

    private static Window.Resolved utc() {
        return new Window.Resolved(null, null, ZoneId.of("UTC"));
    }
}
