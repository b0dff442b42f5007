package io.muster.model.condition.text;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.MusterException;
import io.muster.model.condition.Condition;
import io.muster.model.condition.RandomConditions;
import io.muster.model.condition.Vocabulary;
import io.muster.model.testing.Seeds;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever arrives is read or refused with a place, quickly; nothing else is ever thrown. */
class HostileTextTest {

    private static final List<String> SNIPPETS = List.of(
            " and ",
            " or ",
            " not ",
            " but ",
            "(",
            ")",
            ",",
            "'",
            "\"",
            "\\",
            "=",
            "<",
            "!",
            "\n",
            "\r",
            "\u0000",
            "\ud800",
            "\ud83e",
            "1e999999999",
            "-",
            "9".repeat(500),
            "2026-02-30",
            "2026-01-01T99:99Z",
            " in ",
            " in last ",
            " 7 days",
            " did 'X' ",
            " where ",
            " is ",
            " between 1 and 2 ",
            " then 'X' ",
            "sum(",
            " of ",
            " all of (",
            " any of ()",
            " among (",
            " in quantile 1 of 2 by ",
            " zone 'x'",
            " matches '((a{1000}){1000}'",
            "🧊",
            "“",
            "$");

    private final TextParser parser = new TextParser();

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void readsOrRefusesEveryMutationOfAValidText() {
        fuzz(20_000);
    }

    @Test
    @Tag("long")
    void readsOrRefusesAMillionMutations() {
        fuzz(1_000_000);
    }

    private void fuzz(int times) {
        long seed = Seeds.of(HostileTextTest.class);
        Random random = new Random(seed);
        RandomConditions conditions = new RandomConditions(seed, Vocabulary.awkward());
        int refused = 0;
        for (int i = 0; i < times; i++) {
            String text = mutate(TextWriter.write(conditions.next()), random);
            refused += isRefused(text, seed) ? 1 : 0;
        }
        assertThat(refused).as("seed %d", seed).isBetween(times / 4, times);
    }

    private boolean isRefused(String text, long seed) {
        try {
            Condition condition = parser.parse(text);
            assertThat(parser.parse(TextWriter.write(condition)))
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(condition);
            return false;
        } catch (MusterException e) {
            assertExplained(e, seed, text);
            return true;
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("seed " + seed + ": " + text, e);
        }
    }

    private static void assertExplained(MusterException e, long seed, String text) {
        assertThat(e.errors()).as("seed %d: %s", seed, text).isNotEmpty().hasSizeLessThanOrEqualTo(20);
        assertThat(e.errors()).as("seed %d: %s", seed, text).allSatisfy(error -> {
            assertThat(error.pointer()).isEmpty();
            assertThat(error.detail()).isNotBlank().hasSizeLessThan(1_000);
            assertThat(UTF_8.newEncoder().canEncode(error.detail())).isTrue();
        });
    }

    private static String mutate(String text, Random random) {
        String mutated = text;
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times; i++) {
            mutated = mutateOnce(mutated, random);
        }
        return mutated;
    }

    private static String mutateOnce(String text, Random random) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(8));
        String snippet = SNIPPETS.get(random.nextInt(SNIPPETS.size()));
        return switch (random.nextInt(6)) {
            case 0 -> text.substring(0, from);
            case 1 -> text.substring(0, from) + snippet + text.substring(from);
            case 2 -> text.substring(0, from) + snippet + text.substring(to);
            case 3 -> text.substring(0, from) + text.substring(from, to).repeat(3) + text.substring(to);
            case 4 -> text.substring(0, from) + text.substring(to);
            default -> swapWords(text, from);
        };
    }

    /** Puts the next word before the one at that place. */
    private static String swapWords(String text, int from) {
        int first = text.indexOf(' ', from);
        int second = first < 0 ? -1 : text.indexOf(' ', first + 1);
        int third = second < 0 ? -1 : text.indexOf(' ', second + 1);
        return third < 0
                ? text + text
                : text.substring(0, first)
                        + text.substring(second, third)
                        + text.substring(first, second)
                        + text.substring(third);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                ")",
                "not ",
                "a is 5 and ",
                "a is 5 or (",
                "a is b and ",
                "a ",
                "'",
                "\"x",
                "\\",
                "9",
                ",",
                "and ",
                "did 'X' where (",
                "all of (",
                "in quantile 1 of 2 by a among (",
                "a is 'x' but ",
                "a in (1, ",
                "sum(total) of 'X' where a > 5 in last 7 days >= 5 and ",
                "did 'X' then ",
                "1 day ",
                "((a is 5) and ",
                "a between 1 and ",
                "$",
                "é",
                "\n",
                "\ud83e",
                "a is '\\d' and ",
                "a in last 1 day zone 'x' or ",
            })
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void answersAMegabyteOfOneThingQuickly(String piece) {
        int times = 900_000 / piece.getBytes(UTF_8).length;
        for (String start : List.of("", "a in ('x', ", "did 'X' in last ")) {
            isRefused(start + piece.repeat(times), 0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tagged 'a'",
                "a is 'b' but contains 'c' ignoring case",
                "(a is 5 or not (b is 6 and c is 7))",
                "did 'X' at least 3 times where (a > 5 and b < 6) in last 7 days",
            })
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void readsAMegabyteOfValidConditionsQuickly(String leaf) {
        String text = leaf + (" and " + leaf).repeat(900_000 / (leaf.length() + 5) - 1);
        assertThat(isRefused(text, 0)).isFalse();
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void readsAsManyValuesAsJsonDoes() {
        String values = "'value', ".repeat(9_999) + "'value'";
        assertThat(isRefused("a in (" + values + ")", 0)).isFalse();
        assertThat(isRefused("a in (" + values + ", 'value')", 0)).isTrue();
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void readsDeepTextsOnASmallStack() throws InterruptedException {
        String deep = "(a is 5 and not ".repeat(49) + "known" + ")".repeat(49);
        boolean[] refused = {true};
        Thread small = new Thread(
                null, () -> refused[0] = isRefused("(".repeat(200) + deep + ")".repeat(200), 0), "small", 512 << 10);
        small.start();
        small.join();
        assertThat(refused[0]).isFalse();
    }
}
