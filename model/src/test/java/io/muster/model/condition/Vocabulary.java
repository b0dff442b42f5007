package io.muster.model.condition;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What random conditions speak of. Tests that evaluate them give the names and values of their data, so that conditions
 * select some profiles and not others.
 */
public record Vocabulary(
        List<String> attributes,
        List<String> events,
        List<String> properties,
        List<String> tags,
        List<String> keyspaces,
        List<String> segments,
        List<String> profiles,
        List<String> texts,
        List<BigDecimal> numbers,
        List<LocalDate> days,
        List<Instant> instants,
        List<ZoneId> zones) {

    /** Names and values that are awkward to write: quotes, slashes, other scripts, extreme numbers, strange zones. */
    public static Vocabulary awkward() {
        return new Vocabulary(
                List.of("country", "address.city", "a/b~c", "is", "🧊", "with \"quotes\""),
                List.of("Order Completed", "event", "\\", "注文"),
                List.of("total", "property", "line\nbreak"),
                List.of("vip", "not"),
                List.of("email", "mobile", "crm_id", "shared_user_id"),
                List.of("staff", "s_1", "other/one"),
                List.of("42", "43", "p 44"),
                List.of("", "SE", "ı İ ß", "null", "2026-01-01", "\u007f\u2028", "😀", "1", "it's"),
                List.of(
                        BigDecimal.ZERO,
                        BigDecimal.ONE,
                        new BigDecimal("-12.5000"),
                        new BigDecimal("1e2"),
                        new BigDecimal("0.1"),
                        new BigDecimal("9223372036854775808"),
                        new BigDecimal("1e308"),
                        new BigDecimal("-1e-300"),
                        new BigDecimal("0.00000000000000000000000000000000000012345678901234567890123456789")),
                List.of(LocalDate.of(2026, 1, 31), LocalDate.of(2024, 2, 29), LocalDate.of(1, 1, 1)),
                List.of(
                        Instant.parse("2026-01-31T12:00:00Z"),
                        Instant.parse("1969-12-31T23:59:59.999Z"),
                        Instant.parse("9999-12-31T23:59:59.001Z")),
                List.of(
                        ZoneId.of("Europe/Stockholm"),
                        ZoneId.of("Pacific/Apia"),
                        ZoneId.of("UTC"),
                        ZoneOffset.UTC,
                        ZoneId.of("-03:30")));
    }
}
