package io.muster.engine.testing;

import io.muster.model.condition.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Few values, chosen to be mistaken for each other; rows and operands are drawn from the same ones. */
final class RandomValues {

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "A",
            "ab",
            "b",
            "å",
            "Å",
            "straße",
            "STRASSE",
            "İ",
            "i",
            "5",
            "5.0",
            "true",
            "null",
            "100%",
            "_",
            "\\",
            "it's \"x\"; DROP TABLE profiles; --",
            "line\nbreak",
            "日本",
            "👍a",
            "e\u0301",
            "1.2",
            "1.10",
            "1.2.0",
            "01.2",
            "1.2.3.4.5",
            "1.",
            "10",
            "999999999.0.0.1");

    private static final List<String> DATES = List.of(
            "2026-03-29",
            "2026-03-30",
            "2006-10-29",
            "2026-02-30",
            "2026-3-1",
            "0001-01-01",
            "9999-12-31",
            "1970-01-01",
            "2026-03-29T00:30:00Z",
            "2026-03-28T23:59:59.999Z",
            "2026-03-29 01:30",
            "2026-03-29T01:30:00+02:00",
            "2026-10-25T02:30:00+0200",
            "2026-10-25T02:30:00+02",
            "2006-10-29T02:30:30.5Z",
            "2006-10-29T02:31:30Z",
            "2026-03-29T00:00:00.0009Z",
            "2026-03-28T22:59:59.9999999Z",
            "2026-03-29T25:00",
            "2026-03-29T00:30:00z",
            "2026-03-29T00:30:00+19:00",
            "1969-12-31T23:59:59.999Z",
            "2026-03-29T00:00",
            "2026-03-29T00:00:00.Z");

    private static final List<BigDecimal> NUMBERS = Stream.of(
                    "0",
                    "0.0",
                    "1",
                    "2",
                    "5",
                    "5.0",
                    "2.5",
                    "0.1",
                    "0.10005",
                    "0.1000499999",
                    "-1",
                    "-2.5",
                    "3.0001",
                    "3.00010001",
                    "9007199254740992",
                    "9007199254740993",
                    "9223372036854775807",
                    "-9223372036854775808",
                    "9223372036854775808",
                    "1e308",
                    "1e-300",
                    "99999999999.9999",
                    "100000000000",
                    "123456789012.5",
                    "0.30000000000000004",
                    "3.00000000000000001")
            .map(BigDecimal::new)
            .toList();

    private static final List<ZoneId> ZONES = Stream.of(
                    "UTC",
                    "Europe/Stockholm",
                    "America/New_York",
                    "America/St_Johns",
                    "America/Sao_Paulo",
                    "Asia/Kathmandu",
                    "Australia/Lord_Howe",
                    "Pacific/Apia",
                    "Africa/Casablanca",
                    "+05:30",
                    "-18:00")
            .map(ZoneId::of)
            .toList();

    private static final List<Long> TIMES = Stream.of(
                    "1900-01-01T00:00:00Z",
                    "1969-12-31T23:59:59.999Z",
                    "1970-01-01T00:00:00Z",
                    "2006-10-29T02:31:00Z",
                    "2011-12-30T10:00:00Z",
                    "2026-03-29T00:00:00Z",
                    "2026-03-28T23:00:00Z",
                    "2200-12-31T23:59:59.999Z")
            .map(text -> Instant.parse(text).toEpochMilli())
            .toList();

    private final Random random;
    private final ZoneId favourite;
    private final List<String> texts;
    private final List<String> dates;
    private final List<BigDecimal> numbers;

    /** Values of its own for every seed: so few that rows and operands meet. */
    RandomValues(Random random) {
        this.random = random;
        this.favourite = one(ZONES);
        this.texts = few(TEXTS);
        this.dates = few(DATES);
        this.numbers = few(NUMBERS);
    }

    private <T> List<T> few(List<T> choices) {
        return Stream.generate(() -> one(choices)).limit(5).toList();
    }

    <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @SafeVarargs
    final <T> T one(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    ZoneId zone() {
        return once(2) ? favourite : one(ZONES);
    }

    String text() {
        return once(10) ? one(TEXTS) : once(3) ? one(dates) : one(texts);
    }

    BigDecimal number() {
        return once(10) ? one(NUMBERS) : one(numbers);
    }

    /** A small number of the kind that counts are compared with. */
    BigDecimal count() {
        return one(Stream.of("0", "1", "2", "3", "1.5", "-1", "0.5", "1e308")
                .map(BigDecimal::new)
                .toList());
    }

    /** Degrees: few, some at the poles and the date line, some beyond. */
    BigDecimal place(int most) {
        return new BigDecimal(one(
                        "59.3293",
                        "18.0686",
                        "0",
                        "-0.00005",
                        "45",
                        "-33.8688",
                        "89.99999",
                        "90",
                        "-90",
                        "151.2093",
                        "180"))
                .min(BigDecimal.valueOf(most));
    }

    /** A value of a row; what an object holds becomes values of their own. */
    @Nullable
    Object value() {
        return switch (below(12)) {
            case 0, 1, 2 -> text();
            case 3 -> one(dates);
            case 4, 5, 6 -> number();
            case 7 -> random.nextBoolean();
            case 8 -> null;
            case 9, 10 -> list();
            default -> object();
        };
    }

    List<@Nullable Object> list() {
        List<@Nullable Object> list = new ArrayList<>();
        for (int size = below(4); size > 0; size--) {
            list.add(one(Arrays.asList(
                    "a",
                    "5",
                    "line\nbreak",
                    "\u001f\"\\",
                    new BigDecimal("5"),
                    new BigDecimal("5.00"),
                    true,
                    null,
                    number(),
                    text(),
                    List.of("a"),
                    Map.of("k", BigDecimal.ONE))));
        }
        return list;
    }

    Value operand() {
        return switch (below(8)) {
            case 0, 1, 2 -> new Value.Text(text());
            case 3, 4, 5 -> new Value.Numeric(number());
            case 6 -> new Value.Bool(random.nextBoolean());
            default -> new Value.Null();
        };
    }

    Value date() {
        return once(2)
                ? new Value.Moment(moment())
                : new Value.Day(LocalDate.ofInstant(moment(), zone()).plusDays(below(3) - 1));
    }

    /** A time near others, near midnights and near changes of the clock. */
    long time() {
        long near = once(2) ? one(TIMES) : transition();
        long time = near + one(0L, 0L, 1L, -1L, 60_000L, 3_600_000L, -3_600_000L, 86_400_000L, -30_000L);
        return Math.clamp(time, TIMES.getFirst(), TIMES.getLast());
    }

    Instant moment() {
        return Instant.ofEpochMilli(time());
    }

    private long transition() {
        Instant start = Instant.ofEpochMilli(one(TIMES.subList(3, 7))).minusSeconds(86_400);
        ZoneOffsetTransition next = favourite.getRules().nextTransition(start);
        return next == null
                ? LocalDate.ofInstant(start, ZoneOffset.UTC)
                        .atStartOfDay(favourite)
                        .toInstant()
                        .toEpochMilli()
                : next.getInstant().toEpochMilli();
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (int size = below(3); size > 0; size--) {
            object.put(one("x", "y"), once(3) ? Map.of("x", number()) : once(4) ? null : text());
        }
        return object;
    }
}
