package io.muster.model.condition.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.model.MusterException;
import io.muster.model.condition.Condition;
import io.muster.model.condition.Value;
import io.muster.model.condition.json.ConditionParser;
import io.muster.model.condition.text.grammar.SegmentTextLexer;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TextNotationTest {

    private final TextParser parser = new TextParser();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "country = 'SE' | country is 'SE'",
                "country != \"SE\" | country is not 'SE'",
                "country <> 'SE' | country is not 'SE'",
                "country is in ('SE') | country in ('SE')",
                "country is not in ('SE') | country not in ('SE')",
                "a ≥ 5 but ≠ 7 | a >= 5 but is not 7",
                "age at least 18 but less than 65 | age >= 18 but < 65",
                "NOT Country IS Null AND Known | not Country is null and known",
                "a is not missing | a exists",
                "a not contains 'x' | a does not contain 'x'",
                "a has all of ('x') | a has 'x'",
                "a = version 4.10.0 but > version 4 | a is version '4.10.0' but > version '4'",
                "a >= '2026-01-31' | a >= 2026-01-31",
                "a < 2026-01-01 12:00+02:00 | a < 2026-01-01T10:00:00Z",
                "a after 2026-01-01 | a since 2026-01-01",
                "a since 2026-01-01 but before 2026-02-01 | a from 2026-01-01 to 2026-02-01",
                "a in the last 2 weeks | a in last 14 days",
                "a in next 1 quarter 1 month | a in next 4 months",
                "a in last 90 minutes 0.5 seconds | a in last 1 hour 30 minutes 0.5 seconds",
                "a in previous 1 month | a in previous month",
                "a in previous 3 days including current zone '+02:00' |"
                        + " a in previous 3 days including current zone 'UTC+02:00'",
                "a in this quarter | a in current quarter",
                "did 'X' in last 7 days where a is 1 exactly 1 times | did 'X' exactly 1 time where a is 1 in last 7 days",
                "did 'X' at least 1 time | did 'X'",
                "did 'X' on between 1 and 2 day | did 'X' on between 1 and 2 days",
                "did 'X', in last 7 days | did 'X' in last 7 days",
                "sum(total) of 'X' >= 5 in last 7 days | sum(total) of 'X' in last 7 days >= 5",
                "did 'A' then 'B' in last 7 days within 1 hour | did 'A' then 'B', within 1 hour, in last 7 days",
                "left segment 'x' | exited segment 'x'",
                "in quantiles 5, 4, 4 of 5 by age | in quantile 4 or 5 of 5 by age",
                "all of (known, tagged 'a') | known and tagged 'a'",
                "any of (known, did 'A' then 'B', in last 7 days, unknown) |"
                        + " known or did 'A' then 'B', in last 7 days or unknown",
                "all of () or any of () | everyone or no one",
                "((known)) and (((known and unknown))) | known and (known and unknown)",
                "(known and unknown) or known | known and unknown or known",
                "known and (unknown or known) | known and (unknown or known)",
                "not (known) | not known",
                "a is 'it''s' | a is \"it's\"",
                "a is 'it\\'s \"5\"' | a is 'it\\'s \"5\"'",
                "'first name' is 1 | \"first name\" is 1",
                "first is 1 and last in last 7 days and sum > 5 | first is 1 and last in last 7 days and sum > 5",
                "did 'X' where days > 5 | did 'X' where days > 5",
                "in quantile 1 of 2 by count of 'X' or in quantile 1 of 2 by count |"
                        + " in quantile 1 of 2 by count of 'X' or in quantile 1 of 2 by count",
            })
    void readsManyFormsAndWritesOne(String text, String canonical) {
        Condition condition = parser.parse(text);
        assertThat(TextWriter.write(condition)).isEqualTo(canonical);
        assertThat(parser.parse(canonical)).isEqualTo(condition);
    }

    @Test
    void readsAndBindsTighterThanOrAndNotTighterStill() {
        Condition known = new Condition.Known(true);
        Condition unknown = new Condition.Known(false);
        assertThat(parser.parse("not known and unknown or known"))
                .isEqualTo(new Condition.Any(
                        List.of(new Condition.All(List.of(new Condition.Not(known), unknown)), known)));
    }

    @Test
    void breaksLongTextsAtTheirConditions() {
        Condition condition = parser.parse("country in ('SE', 'NO') and (did 'Order Completed' at least 3 times where "
                + "(total >= 50 and channel is 'web' and not coupon exists and currency in ('SEK', 'NOK', 'DKK')) in last 7"
                + " days or tagged 'vip' and known) and not in segment 'staff'");
        String text = """
                country in ('SE', 'NO')
                and (
                  did 'Order Completed' at least 3 times where (
                    total >= 50
                    and channel is 'web'
                    and not coupon exists
                    and currency in ('SEK', 'NOK', 'DKK')
                  ) in last 7 days
                  or tagged 'vip' and known
                )
                and not in segment 'staff'""";
        assertThat(TextWriter.write(condition)).isEqualTo(text);
        assertThat(parser.parse(text)).isEqualTo(condition);
    }

    @Test
    void fillsLinesWithValues() {
        String values = String.join(
                ", ", IntStream.range(0, 40).mapToObj(i -> "'value " + i + "'").toList());
        String text = TextWriter.write(parser.parse("a in (" + values + ")"));
        assertThat(text.lines()).hasSize(7).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(text).startsWith("a in (\n  'value 0', 'value 1',").endsWith("'value 39'\n)");
    }

    @Test
    void showsCharactersThatCannotBeSeenOrTurnTheTextAround() {
        String text = TextWriter.write(new Condition.Tag("a\u202eb\u200dc\u00a0d\u0007\n\t\\😀é"));
        assertThat(text).isEqualTo("tagged 'a\\u202eb\\u200dc\\u00a0d\\u0007\\n\\t\\\\😀é'");
    }

    static Stream<String> words() {
        return IntStream.rangeClosed(1, SegmentTextLexer.NULL)
                .mapToObj(SegmentTextLexer.VOCABULARY::getSymbolicName)
                .map(name -> name.toLowerCase(Locale.ROOT));
    }

    @ParameterizedTest
    @MethodSource("words")
    void quotesNamesOnlyWhereTheyWouldBeReadOtherwise(String word) {
        Condition attribute = new Condition.Attribute(
                word, List.of(new io.muster.model.condition.Test.Is(new Value.Bool(true), false)));
        String text = TextWriter.write(attribute);
        assertThat(parser.parse(text)).isEqualTo(attribute);
        if (text.startsWith("\"")) {
            assertThatThrownBy(() -> parser.parse(word + " is true")).isInstanceOf(MusterException.class);
        }
    }

    @Test
    void takesSentencesAsTheyAreSpoken() {
        ConditionParser json = new ConditionParser();
        assertThat(parser.parse("""
                        country in ('SE', 'NO') and did 'Order Completed' at least 3 times where total >= 50 in last 7 days
                          and not did 'Refund' in last 30 days and not in segment 'staff'
                        """)).isEqualTo(json.parse("""
                        {"all": [
                          {"attribute": "country", "in": ["SE", "NO"]},
                          {"event": "Order Completed", "count": {"gte": 3}, "where": {"property": "total", "gte": 50},
                           "within": {"last": "P7D"}},
                          {"not": {"event": "Refund", "within": {"last": "P30D"}}},
                          {"not": {"segment": "staff"}}]}
                        """));
        assertThat(parser.parse("sum(total) of 'Order Completed' in last 90 days >= 500"))
                .isEqualTo(json.parse("""
                        {"event": "Order Completed", "within": {"last": "P90D"}, "sum": {"property": "total", "gte": 500}}
                        """));
        assertThat(parser.parse("did 'Cart Created' then 'Order Completed' after at most 1 hour, in last 7 days"))
                .isEqualTo(json.parse("""
                        {"sequence": [{"event": "Cart Created"}, {"event": "Order Completed", "after": {"max": "PT1H"}}],
                         "within": {"last": "P7D"}}
                        """));
        assertThat(parser.parse("birth_date anniversary in next 7 days zone 'Europe/Stockholm'"))
                .isEqualTo(json.parse("""
                        {"attribute": "birth_date", "anniversary": {"next": "P7D", "zone": "Europe/Stockholm"}}
                        """));
    }
}
