package io.muster.server.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.testing.Seeds;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefreshTest {

    private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");
    private static final Instant NOW = Instant.parse("2026-03-28T12:00:00Z");

    @Test
    void dailyRunsAtTheStartOfTheNextDayInTheZone() {
        assertThat(Refresh.parse("daily").next(NOW, STOCKHOLM)).isEqualTo("2026-03-28T23:00:00Z");
    }

    @Test
    void dailyFollowsTheClocksWhenTheyChange() {
        Instant changed = Instant.parse("2026-03-29T12:00:00Z");

        assertThat(Refresh.parse("daily").next(changed, STOCKHOLM)).isEqualTo("2026-03-29T22:00:00Z");
    }

    @Test
    void anIntervalIsCountedFromTheRunBefore() {
        assertThat(Refresh.parse("PT6H").next(NOW, STOCKHOLM)).isEqualTo("2026-03-28T18:00:00Z");
    }

    @Test
    void cronIsReadInTheZone() {
        assertThat(Refresh.parse("0 6 * * 1").next(NOW, STOCKHOLM)).isEqualTo("2026-03-30T04:00:00Z");
    }

    @Test
    void sixInTheMorningStaysSixWhenTheClocksChange() {
        Refresh six = Refresh.parse("0 6 * * *");

        assertThat(six.next(Instant.parse("2026-03-28T05:00:00Z"), STOCKHOLM)).isEqualTo("2026-03-29T04:00:00Z");
        assertThat(six.next(Instant.parse("2026-10-24T04:00:00Z"), STOCKHOLM)).isEqualTo("2026-10-25T05:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        // The clock goes from 2 to 3 on 29 March, and from 3 to 2 on 25 October.
        "30 2 * * *,        2026-03-28T12:00:00Z, 2026-03-29T01:30:00Z, 2026-03-30T00:30:00Z",
        "30 2 * * 0,        2026-03-28T12:00:00Z, 2026-03-29T01:30:00Z, 2026-04-05T00:30:00Z",
        "'*/30 2,3 * * *',  2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z, 2026-03-29T01:30:00Z",
        "'15,45 1-2 * * *', 2026-03-29T00:15:00Z, 2026-03-29T00:45:00Z, 2026-03-29T01:15:00Z",
        "30 2 * * *,        2026-03-29T01:20:00Z, 2026-03-29T01:30:00Z, 2026-03-30T00:30:00Z",
        "30 2 * * *,        2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
        "30 2 * * *,        2026-10-25T00:45:00Z, 2026-10-26T01:30:00Z, 2026-10-27T01:30:00Z",
        "'*/30 2,3 * * *',  2026-10-25T00:00:00Z, 2026-10-25T00:30:00Z, 2026-10-25T02:00:00Z",
        "30 * * * *,        2026-03-29T00:00:00Z, 2026-03-29T00:30:00Z, 2026-03-29T01:30:00Z",
        "30 * * * *,        2026-10-25T00:00:00Z, 2026-10-25T00:30:00Z, 2026-10-25T01:30:00Z",
        "*/20 * * * *,      2026-10-25T00:30:00Z, 2026-10-25T00:40:00Z, 2026-10-25T01:00:00Z",
    })
    void cronKeepsItsTimesWhenTheClocksChange(String cron, Instant after, Instant first, Instant second) {
        Refresh refresh = Refresh.parse(cron);

        assertThat(refresh.next(after, STOCKHOLM)).isEqualTo(first);
        assertThat(refresh.next(first, STOCKHOLM)).isEqualTo(second);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Stockholm",
                "America/New_York",
                "America/Santiago",
                "Australia/Lord_Howe",
                "Antarctica/Troll",
                "Asia/Kolkata",
                "UTC"
            })
    void runsFollowEachOtherThroughTheYear(String zone) {
        Random random = new Random(Seeds.of(RefreshTest.class));
        List<String> minutes = List.of("0", "30", "*/15", "*/7", "5,50");
        List<String> hours = List.of("*", "*/2", "*/5", "0", "2", "0-3", "1,2,3", "0-23");
        Instant newYear = Instant.parse("2026-01-01T00:00:00Z");
        for (int round = 0; round < 300; round++) {
            String cron = minutes.get(random.nextInt(minutes.size())) + " " + hours.get(random.nextInt(hours.size()))
                    + " * * *";
            Refresh refresh = Refresh.parse(cron);
            Instant start =
                    newYear.plusMillis(random.nextLong(Duration.ofDays(365).toMillis()));
            Instant last = start;
            for (int run = 0; run < 60; run++) {
                Instant next = next(refresh, last, zone);
                assertThat(next).as("%s from %s", cron, start).isAfter(last);
                Instant between = last.plusMillis(
                        random.nextLong(Duration.between(last, next).toMillis()));
                assertThat(refresh.next(between, ZoneId.of(zone)))
                        .as("%s from %s", cron, between)
                        .isEqualTo(next);
                last = next;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Europe/Stockholm", "America/Santiago", "Australia/Lord_Howe", "Antarctica/Troll"})
    void whatIsOnceADayRunsOnceOnEveryDay(String zone) {
        Random random = new Random(Seeds.of(RefreshTest.class));
        for (int round = 0; round < 20; round++) {
            Refresh refresh = Refresh.parse(random.nextInt(60) + " " + random.nextInt(4) + " * * *");
            LocalDate day = LocalDate.of(2026, 1, 1);
            Instant run =
                    next(refresh, day.atStartOfDay(ZoneId.of(zone)).toInstant().minusMillis(1), zone);
            for (; day.getYear() == 2026; day = day.plusDays(1)) {
                assertThat(run.atZone(ZoneId.of(zone)).toLocalDate())
                        .as(refresh.text())
                        .isEqualTo(day);
                run = next(refresh, run, zone);
            }
        }
    }

    private static Instant next(Refresh refresh, Instant after, String zone) {
        return Objects.requireNonNull(refresh.next(after, ZoneId.of(zone)));
    }

    @Test
    void manualNeverRunsByItself() {
        assertThat(Refresh.parse("manual").next(NOW, STOCKHOLM)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"daily", "manual", "PT6H", "PT1M", "0 6 * * 1", "*/5 * * * *"})
    void isWrittenAsItWasRead(String text) {
        assertThat(Refresh.parse(text).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hourly",
                "PT1S",
                "PT-5M",
                "P999999D",
                "* * * *",
                "* * * * * *",
                "61 * * * *",
                "0 0 30 2 *",
                "PX"
            })
    void refusesWhatIsNoSchedule(String text) {
        assertThatThrownBy(() -> Refresh.parse(text))
                .isInstanceOfSatisfying(
                        MusterException.class, error -> assertThat(error.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
                .hasMessageContaining("\"" + text + "\"");
    }
}
