package io.muster.model.condition.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.model.ErrorCode;
import io.muster.model.FieldError;
import io.muster.model.MusterException;
import io.muster.model.Pointer;
import io.muster.model.TextPlace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextErrorsTest {

    private final TextParser parser = new TextParser();

    private MusterException refuse(String text) {
        MusterException refused = catchThrowableOfType(MusterException.class, () -> parser.parse(text));
        assertThat(refused).as(text).isNotNull();
        return refused;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | 1 | found the end of the definition; expected a condition, such as country is 'SE'",
                "country | 8 | expected an operator such as is",
                "country contans 'x' | 9 | found \"contans\"; expected an operator such as is, in ( ), >=, between, contains,"
                        + " exists or in last 7 days; did you mean \"contains\"?",
                "name starts_with 'x' | 6 | did you mean \"starts with\"?",
                "dd 'Order Completed' | 4 | did you mean \"did\"?",
                "tag 'vip' | 5 | did you mean \"tagged\"?",
                "segment 'staff' | 9 | did you mean \"in segment\"?",
                "country is SE | 12 | texts stand between quotes: 'SE'",
                "tagged vip | 8 | expected a text between quotes; texts stand between quotes: 'vip'",
                "country is “SE” | 12 | found the character “;",
                "country is 'SE | 12 | without a quote at its end",
                "country is 'SE' adn known | 17 | expected and, or, but, ignoring case or the end; did you mean \"and\"?",
                "country is 'SE' && known | 17 | did you mean \"and\"?",
                "age >= 18 and < 65 | 15 | but adds a test of the same value: age >= 18 but < 65",
                "age >= 18 and | 14 | expected a condition",
                "(age >= 18 | 11 | expected and, or, but, ignoring case or )",
                "age >= 18) | 10 | found \")\"; expected and, or, but, ignoring case or the end",
                "signed_up is 2026-01-01 | 14 | is compares texts, such as '2026-01-01'",
                "a is missing exists | 14 | found \"exists\"",
                "a in (1, 2 3) | 12 | expected ) or a comma",
                "a in [1] | 6 | did you mean \"(\"?",
                "a between 5 and | 16 | a number",
                "did X | 5 | texts stand between quotes: 'X'",
                "did 'X' at lest 3 times | 12 | expected least or most; did you mean \"least\"?",
                "did 'X' at least three times | 18 | found \"three\"; expected a number",
                "did 'X' in last week | 17 | in previous week the calendar's",
                "did 'X' in last 3 fortnights | 19 | expected a unit such as days",
                "did 'X' where a > 5 and b is 1 in last 7 days | 32 | parts of its where stand between ( and )",
                "did 'X' where | 14 | expected a property's name, or conditions on properties between ( and )",
                "profile is 'x' | 9 | between double quotes it is a name: \"profile\"",
                "sum total of 'X' > 5 | 5 | found \"total\"",
                "a is 'x\\d' | 8 | found \\d; write \\\\ for a backslash",
                "a is 'x\\u12' | 8 | found \\u;",
                "did 'X' in last 1.5 days | 17 | whole numbers of units",
                "did 'X' in last 0 days | 17 | must be longer than nothing",
                "did 'X' in last 99999999999999999999 years | 17 | at most 100 years",
                "did 'X' in last 101 years | 17 | at most 100 years",
                "did 'A' in last 7 days then 'B' | 9 | its window is at its end",
                "did 'A' then not 'B' after at most 1 hour then 'C' | 22 | must not happen lies anywhere",
                "did 'A' then 'B' after at most 1 hour after at least 1 hour | 39 | write after between",
                "did 'A' then 'B' after at most 1 month | 32 | months and years have no exact length",
                "did 'A' then not 'B' | 9 | not stands between two steps",
                "first did 'A' then 'B' | 1 | a sequence begins with did",
                "did 'X' where a is 1 where b is 2 | 22 | another where",
                "did 'X' in last 1 day in last 2 days | 23 | another window",
                "did 'X' at least 3 times at most 5 times | 26 | write but between its bounds",
                "sum(total) of 'X' | 1 | end with a bound such as >= 500",
                "a > 5 but > 6 | 11 | write another condition with and",
                "near (59.3, 181) within 25 km | 13 | a longitude in degrees",
                "in quantile 6 of 5 by age | 13 | from 1 up to 5",
                "tagged '' | 1 | a text that is not empty",
            })
    void namesThePlaceWhatWasFoundAndWhatWouldBeRight(String text, int column, String detail) {
        MusterException refused = refuse(text);
        assertThat(refused.errors()).as(text).hasSize(1);
        assertThat(refused.errors().getFirst().place()).isEqualTo(new TextPlace(1, column));
        assertThat(refused.errors().getFirst().detail())
                .startsWith("line 1, column " + column + ": ")
                .contains(detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a matches 'a(b' | INVALID_PATTERN",
                "a in last 7 days zone 'Stokholm' | UNKNOWN_ZONE",
                "a in previous 3 minutes | INVALID_WINDOW",
                "a from 2026-02-01 to 2026-01-01 | INVALID_WINDOW",
                "a > 2026-02-30 | WRONG_TYPE",
                "a > 2026-02-03T12:00 | WRONG_TYPE",
                "a > 1e309 | WRONG_TYPE",
                "a > 1e99999999999 | WRONG_TYPE",
                "a >= version 'x' | WRONG_TYPE",
                "a is 'x\\u0000' | WRONG_TYPE",
                "a between 5 and 1 | INVALID_DEFINITION",
            })
    void refusesWhatJsonRefusesWithTheSameCode(String text, ErrorCode code) {
        MusterException refused = refuse(text);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.errors()).extracting(FieldError::code).containsExactly(code);
    }

    @Test
    void readsOnAfterAnErrorAndTellsEachOnce() {
        MusterException refused = refuse("""
                country is SE
                and (age > x or tagged 'vip' or did 'A' in last days)
                and name between 'b' to 'c' and known
                and did 'B' where (a is or b is 5 and c in (1 2)) in last 7 days
                """);
        assertThat(refused.errors())
                .extracting(FieldError::place)
                .containsExactly(
                        new TextPlace(1, 12),
                        new TextPlace(2, 12),
                        new TextPlace(2, 49),
                        new TextPlace(3, 22),
                        new TextPlace(4, 25),
                        new TextPlace(4, 47));
        assertThat(refused.detail())
                .startsWith("the definition: line 1, column 12: found \"SE\"")
                .endsWith("(and 5 more errors)");
    }

    @Test
    void tellsEverythingThatIsWrongWithValuesToo() {
        MusterException refused =
                refuse("a matches 'a(' and b in last 0 days\nor c in last 7 days zone 'Stokholm' and d is '\\x'");
        assertThat(refused.errors())
                .extracting(FieldError::place)
                .containsExactly(
                        new TextPlace(1, 11), new TextPlace(1, 30), new TextPlace(2, 26), new TextPlace(2, 47));
    }

    @Test
    void countsColumnsInCodePoints() {
        assertThat(refuse("a is '😀😀' foo").errors().getFirst().place()).isEqualTo(new TextPlace(1, 11));
    }

    @Test
    void pointsAtTheTextInItsDocument() {
        MusterException refused = catchThrowableOfType(
                MusterException.class, () -> parser.parse("a is", Pointer.ROOT.child("definition")));
        assertThat(refused.errors()).extracting(FieldError::pointer).containsExactly("/definition");
        assertThat(refused.detail()).startsWith("/definition: line 1, column 5: ");
    }

    @Test
    void stopsAtTwentyErrors() {
        assertThat(refuse("a is b" + " and a is b".repeat(30)).errors()).hasSize(20);
    }

    @Test
    void refusesConditionsThatAreTooDeepOrTooLarge() {
        assertThat(refuse("(".repeat(251) + "known" + ")".repeat(251)).code()).isEqualTo(ErrorCode.TOO_DEEP);
        assertThat(refuse("not ".repeat(100) + "known").code()).isEqualTo(ErrorCode.TOO_DEEP);
        assertThat(refuse("not ".repeat(101) + "known").code()).isEqualTo(ErrorCode.TOO_DEEP);
        assertThat(refuse("(not ".repeat(100) + "known" + ")".repeat(100)).code())
                .isEqualTo(ErrorCode.TOO_DEEP);
        assertThat(parser.parse("(not ".repeat(99) + "known" + ")".repeat(99))).isNotNull();
        assertThat(refuse("tagged '" + "x".repeat(1 << 20) + "'").code()).isEqualTo(ErrorCode.TOO_LARGE);
    }
}
