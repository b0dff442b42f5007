package io.muster.model.condition.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.model.MusterException;
import io.muster.model.condition.Condition;
import io.muster.model.condition.RandomConditions;
import io.muster.model.condition.Vocabulary;
import io.muster.model.testing.Seeds;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever arrives is read or refused with a place, quickly; nothing else is ever thrown. */
class HostileDefinitionsTest {

    private static final List<String> SNIPPETS = List.of(
            "1e999999999",
            "-1e-999999999",
            "1E99999999999",
            "9".repeat(500),
            "0.".concat("1".repeat(900)),
            "-",
            "01",
            "null",
            "true",
            "{}",
            "[]",
            "[[[[[[[[[[",
            "{\"not\":",
            "\"",
            "\\ud800",
            "\\u0000",
            "\u0000",
            "\ud83e",
            "\"\\udc00\"",
            "NaN",
            "Infinity",
            ",",
            ":",
            "}",
            "]",
            "{\"all\":[{}]}",
            "\"9999-99-99\"",
            "\"+99:99\"",
            "\"P999999999Y\"",
            "\"((((a{1000}){1000}){1000}\"",
            "\"__proto__\":1,",
            "/*x*/",
            "\ufeff",
            "\u2028");

    private final ConditionParser parser = new ConditionParser();

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void readsOrRefusesEveryMutationOfAValidDefinition() {
        long seed = Seeds.of(HostileDefinitionsTest.class);
        Random random = new Random(seed);
        RandomConditions conditions = new RandomConditions(seed, Vocabulary.awkward());
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            String text = mutate(ConditionWriter.text(conditions.next()), random);
            refused += isRefused(text, seed) ? 1 : 0;
        }
        assertThat(refused).as("seed %d", seed).isBetween(5_000, 20_000);
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void readsOrRefusesEveryMutationOfTheBytes() {
        long seed = Seeds.of(HostileDefinitionsTest.class);
        Random random = new Random(seed);
        RandomConditions conditions = new RandomConditions(seed, Vocabulary.awkward());
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = ConditionWriter.text(conditions.next()).getBytes(UTF_8);
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            try {
                assertThat(parser.parse(bytes)).isNotNull();
            } catch (MusterException e) {
                assertExplained(e, seed, new String(bytes, UTF_8));
            }
        }
    }

    private boolean isRefused(String text, long seed) {
        try {
            Condition condition = parser.parse(text);
            assertThat(parser.parse(ConditionWriter.text(condition)))
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(condition);
            return false;
        } catch (MusterException e) {
            assertExplained(e, seed, text);
            return true;
        }
    }

    private static void assertExplained(MusterException e, long seed, String text) {
        assertThat(e.errors()).as("seed %d: %s", seed, text).isNotEmpty().hasSizeLessThanOrEqualTo(20);
        assertThat(e.errors()).as("seed %d: %s", seed, text).allSatisfy(error -> {
            assertThat(error.pointer()).matches("(?s)(/.*)?");
            assertThat(error.detail()).isNotBlank().hasSizeLessThan(1_000);
            assertThat(UTF_8.newEncoder().canEncode(error.pointer() + error.detail()))
                    .isTrue();
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
        int to = Math.min(text.length(), from + random.nextInt(6));
        String snippet = SNIPPETS.get(random.nextInt(SNIPPETS.size()));
        return switch (random.nextInt(5)) {
            case 0 -> text.substring(0, from);
            case 1 -> text.substring(0, from) + snippet + text.substring(from);
            case 2 -> text.substring(0, from) + snippet + text.substring(to);
            case 3 -> text.substring(0, from) + text.substring(from, to).repeat(3) + text.substring(to);
            default -> replaceValue(text, from, snippet);
        };
    }

    /** Puts the snippet where a whole value was, so that most of the result is JSON. */
    private static String replaceValue(String text, int from, String snippet) {
        int colon = text.indexOf(':', from);
        int end = colon < 0 ? -1 : text.indexOf(',', colon);
        return end < 0 ? text + snippet : text.substring(0, colon + 1) + snippet + text.substring(end);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"not\":",
                "[",
                "{\"all\":[",
                "{\"tag\":1},",
                "\"",
                "9",
                "{\"attribute\":\"a\",\"in\":[1e999999999],",
                "{\"attribute\":\"a\",\"matches\":\"(a{1000}){1000}\"},",
                "\\u0000",
                "(",
                "{1,",
                "\\\\",
            })
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void refusesAMegabyteOfOneThingQuickly(String piece) {
        int times = 900_000 / piece.length();
        for (String start : List.of("", "{\"all\":[", "{\"tag\":\"", "{\"attribute\":\"a\",\"matches\":\"")) {
            MusterException refused =
                    catchThrowableOfType(MusterException.class, () -> parser.parse(start + piece.repeat(times)));
            assertExplained(refused, 0, piece);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"tag\":1}",
                "{\"tga\":1}",
                "{\"attribute\":\"a\",\"matches\":\"(a{1000}){1000}\"}",
                "{\"event\":\"X\",\"within\":{\"last\":\"PT1H\",\"zone\":\"Europe/Stokholm\"}}",
            })
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void refusesAMegabyteOfErrorsQuickly(String leaf) {
        String text = "{\"all\":[" + (leaf + ",").repeat(900_000 / leaf.length()) + leaf + "]}";
        assertThat(isRefused(text, 0)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"tag\":\"a\"}",
                "{\"attribute\":\"a\",\"matches\":\"(abc){1000}\"}",
                "{\"attribute\":\"a\",\"lt\":1e308,\"gt\":1e-400}",
                "{\"event\":\"X\",\"within\":{\"last\":876600,\"unit\":\"hour\",\"calendar\":true}}",
            })
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void readsAMegabyteOfValidConditionsQuickly(String leaf) {
        String text = "{\"all\":[" + (leaf + ",").repeat(900_000 / leaf.length()) + leaf + "]}";
        assertThat(isRefused(text, 0)).isFalse();
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void refusesHugeNamesWithoutRepeatingThem() {
        String huge = "x".repeat(400_000);
        for (String text : List.of(
                "{\"" + huge + "\":1}",
                "{\"attribute\":\"a\",\"is\":{\"" + huge + "\":1}}",
                "{\"known\":\"" + huge + "\"}",
                "{\"event\":\"X\",\"within\":{\"last\":\"" + huge + "\",\"zone\":\"" + huge + "\"}}")) {
            assertThat(isRefused(text, 0)).isTrue();
        }
    }

    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void readsPatternsAsLongAsTheLimitAndRefusesWhatIsLarger() {
        String longest = "a?".repeat(PatternSize.MAX_LENGTH / 2);
        assertThat(isRefused(matching(longest), 0)).isFalse();
        assertThat(isRefused(matching(longest + "a"), 0)).isTrue();
        assertThat(isRefused(matching("(".repeat(201) + ")".repeat(201)), 0)).isTrue();
        assertThat(isRefused(matching("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), 0))
                .isFalse();
        assertThat(isRefused(matching("[]{99}]{10}\\\\Q{9}(\\\\E\\\\{a{1000}"), 0))
                .isFalse();
        assertThat(isRefused(matching("(a{30}b|c){34}"), 0)).isTrue();
        assertThat(isRefused(matching("(abcdefghijklmnopqrstu){1000}"), 0)).isTrue();
    }

    private static String matching(String pattern) {
        return "{\"attribute\":\"a\",\"matches\":\"" + pattern + "\"}";
    }
}
