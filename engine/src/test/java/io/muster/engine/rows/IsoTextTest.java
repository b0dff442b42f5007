package io.muster.engine.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a text says as a date or an instant. */
class IsoTextTest {

    @ParameterizedTest
    @CsvSource({
        "2026-03-29T10:20Z,2026-03-29T10:20:00Z",
        "2026-03-29 10:20,2026-03-29T10:20:00Z",
        "2026-03-29T10:20:30,2026-03-29T10:20:30Z",
        "2026-03-29T10:20:30.5Z,2026-03-29T10:20:30.500Z",
        "2026-03-29T10:20:30.123456789Z,2026-03-29T10:20:30.123Z",
        "2026-03-29T10:20:30+02,2026-03-29T08:20:30Z",
        "2026-03-29T10:20:30-0230,2026-03-29T12:50:30Z",
        "2026-03-29T10:20:30.999999999-02:30,2026-03-29T12:50:30.999Z",
        "2026-03-29T10:20+18:00,2026-03-28T16:20:00Z",
        "1969-12-31T23:59:59.9999Z,1969-12-31T23:59:59.999Z",
        "0000-01-01T00:00Z,0000-01-01T00:00:00Z",
    })
    void readsInstants(String text, Instant instant) {
        assertThat(IsoTime.instant(text)).hasValue(instant.toEpochMilli());
        assertThat(IsoTime.day(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-29", "1900-02-28", "2000-02-29", "9999-12-31", "0001-01-01"})
    void readsDays(String text) {
        assertThat(IsoTime.day(text)).hasValue((int) LocalDate.parse(text).toEpochDay());
        assertThat(IsoTime.instant(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-3-29",
                "2026-02-30",
                "1900-02-29",
                "26-03-29",
                "2026/03/29",
                "20260329",
                "+12026-03-29",
                "2026-03-29T",
                "2026-03-29T10",
                "2026-03-29T1020",
                "2026-03-29t10:20Z",
                "2026-03-29T24:00",
                "2026-03-29T10:60",
                "2026-03-29T10:20:60",
                "2026-03-29T10:20:30.",
                "2026-03-29T10:20:30,5",
                "2026-03-29T10:20:30.1234567890",
                "2026-03-29T10:20z",
                "2026-03-29T10:20 Z",
                "2026-03-29T10:20Z ",
                "2026-03-29T10:20+19:00",
                "2026-03-29T10:20+2",
                "2026-03-29T10:20+02:",
                "2026-03-29T10:20+02:60",
                "2026-03-29T10:20.5",
                "2026-03-29  10:20",
                "٢٠٢٦-٠٣-٢٩",
                "2026-03-29T10:20+18:01",
                "2026-03-29T10:20--2:00"
            })
    void leavesOtherTexts(String text) {
        assertThat(IsoTime.instant(text)).isEmpty();
        assertThat(IsoTime.day(text)).isEmpty();
    }
}
