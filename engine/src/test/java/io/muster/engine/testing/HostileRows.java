package io.muster.engine.testing;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Profiles whose values are all that files have ever broken on. The same seed gives the same rows. */
public final class HostileRows {

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "plain",
            "a,b",
            "a;b",
            "a\tb",
            "a|b",
            "\"",
            "\"\"",
            "say \"hi\"",
            "it's",
            "'",
            "''",
            "line\nfeed",
            "\n",
            "cr\rhere",
            "\r",
            "cr\r\nlf",
            "nul\u0000in",
            "\u0000",
            "\u0001\u0002\u007F",
            "\u2028\u2029",
            "😀👨‍👩‍👧",
            "שלום",
            "\u202Ertl",
            "e\u0301",
            "\uFEFFmark",
            "=1+1",
            "+46 70",
            "-5",
            "-5.5e3",
            "-x",
            "@cmd",
            "\ttab",
            "'=1",
            "''-x",
            "'-5",
            "NULL",
            "null",
            "\\N",
            "#note",
            "\\",
            "\\\"",
            "true",
            "0012",
            "1e308",
            "2026-01-01",
            "_x000D_",
            "<a>&amp;",
            "{\"a\":1}",
            "[1]",
            "\uFFFE",
            "x".repeat(40_000));

    private static final List<BigDecimal> NUMBERS = List.of(
            BigDecimal.ZERO,
            new BigDecimal("-1"),
            new BigDecimal("9223372036854775807"),
            new BigDecimal("-9223372036854775808"));

    private static final List<BigDecimal> DOUBLES = List.of(
            new BigDecimal("1e308"),
            new BigDecimal("-1e308"),
            new BigDecimal("9223372036854775808"),
            new BigDecimal("5e-324"),
            new BigDecimal("0.1000000001"),
            new BigDecimal("1.7976931348623157e308"));

    private final Random random;

    public HostileRows(long seed) {
        this.random = new Random(seed);
    }

    /** So many profiles: {@code text}, {@code whole}, {@code money}, {@code real}, {@code bool}, {@code list}, {@code mixed}, and some {@code box.…}. */
    public ProfileRow[] profiles(int count) {
        ProfileRow[] rows = new ProfileRow[count];
        for (int i = 0; i < count; i++) {
            Map<String, @Nullable Object> attributes = new HashMap<>();
            maybe(attributes, "text", text());
            maybe(attributes, "whole", one(NUMBERS));
            maybe(attributes, "money", BigDecimal.valueOf(random.nextInt(), random.nextInt(3)));
            maybe(attributes, "real", one(DOUBLES));
            maybe(attributes, "bool", random.nextBoolean());
            maybe(attributes, "list", List.of(text(), one(NUMBERS), random.nextBoolean()));
            maybe(attributes, "box.text", text());
            maybe(attributes, "box.a \"b\"'.real", one(DOUBLES));
            maybe(attributes, "mixed", random.nextBoolean() ? text() : one(NUMBERS));
            rows[i] = new ProfileRow(
                    "p" + i, attributes, Map.of(), random.nextInt(4) == 0 ? List.of("vip", text() + "t") : null);
        }
        return rows;
    }

    private void maybe(Map<String, @Nullable Object> attributes, String name, Object value) {
        if (random.nextInt(5) > 0) {
            attributes.put(name, value);
        }
    }

    private String text() {
        String text = one(TEXTS);
        return random.nextInt(3) == 0 ? text + one(TEXTS.subList(0, TEXTS.size() - 1)) : text;
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
