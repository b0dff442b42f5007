package io.muster.engine.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IsoTimeTest {

    private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");

    @Test
    void agreesWithTheJdkOnEveryDay() {
        IsoTime time = new IsoTime(ZoneOffset.UTC);
        for (LocalDate day = LocalDate.of(0, 1, 1); day.getYear() < 2500; day = day.plusDays(13)) {
            assertThat(time.parse(day.toString())).hasValue(day.toEpochDay() * 86_400_000);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithTheJdkOnRandomTimes(long seed) {
        Random random = new Random(seed);
        IsoTime utc = new IsoTime(ZoneId.of("UTC"));
        IsoTime local = new IsoTime(STOCKHOLM);
        for (int i = 0; i < 5_000; i++) {
            long millis = random.nextLong(-2_208_988_800_000L, 7_289_654_400_000L);
            Instant instant = Instant.ofEpochMilli(millis);
            OffsetDateTime offset = instant.atOffset(ZoneOffset.ofTotalSeconds((random.nextInt(2160) - 1080) * 60));
            LocalDateTime there = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
            assertThat(utc.parse(instant.toString())).as("seed %d", seed).hasValue(millis);
            assertThat(utc.parse(offset.toString())).as("%s", offset).hasValue(millis);
            assertThat(utc.parse(there.toString().replace('T', ' '))).hasValue(millis);
            assertThat(local.parse(there.toString()))
                    .hasValue(there.atZone(STOCKHOLM).toInstant().toEpochMilli());
            assertThat(local.parse(there.toLocalDate().toString()))
                    .hasValue(there.toLocalDate()
                            .atStartOfDay(STOCKHOLM)
                            .toInstant()
                            .toEpochMilli());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T12:00Z, 2026-01-01T12:00:00Z",
        "2026-01-01 12:00:00, 2026-01-01T12:00:00Z",
        "2026-01-01T12:00:00.9999Z, 2026-01-01T12:00:00.999Z",
        "2026-01-01T12:00:00.5Z, 2026-01-01T12:00:00.500Z",
        "2026-01-01T12:00:00.123456789+01:00, 2026-01-01T11:00:00.123Z",
        "2026-01-01T12:00:00+0130, 2026-01-01T10:30:00Z",
        "2026-01-01T12:00:00-02, 2026-01-01T14:00:00Z",
        "1950-06-01T00:00:00.001Z, 1950-06-01T00:00:00.001Z",
        "2024-02-29, 2024-02-29T00:00:00Z"
    })
    void readsTheFormsThatPeopleWrite(String text, String instant) {
        assertThat(new IsoTime(ZoneOffset.UTC).parse(text))
                .hasValue(Instant.parse(instant).toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026",
                "2026-1-1",
                "2026-13-01",
                "2026-00-01",
                "2026-02-30",
                "2025-02-29",
                "1900-02-29",
                "2026-01-32",
                "20260101",
                "2026/01/01",
                "2026-01-01T",
                "2026-01-01T1:00",
                "2026-01-01T24:00",
                "2026-01-01T12:60",
                "2026-01-01T12:00:60Z",
                "2026-01-01T12:00:00.",
                "2026-01-01T12:00:00.1234567890",
                "2026-01-01T12:00:00z",
                "2026-01-01t12:00:00Z",
                "2026-01-01T12:00:00+19:00",
                "2026-01-01T12:00:00+1",
                "2026-01-01T12:00:00+01:0",
                "2026-01-01T12:00:00+01:",
                "2026-01-01T12:00:00ZZ",
                " 2026-01-01",
                "2026-01-01 ",
                "2026-01-01T12:00:00 Z",
                "+2026-01-01",
                "2026-01-01Z",
                "２０２６-01-01",
                "1767225600000"
            })
    void refusesEverythingElse(String text) {
        assertThat(new IsoTime(ZoneOffset.UTC).parse(text)).isEqualTo(OptionalLong.empty());
    }
}
