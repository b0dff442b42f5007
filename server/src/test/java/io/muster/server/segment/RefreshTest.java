package io.muster.server.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
