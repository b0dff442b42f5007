package io.muster.engine.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.testing.Seeds;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LocalDaysTest {

    private static final List<ZoneId> ZONES = Stream.of(
                    "UTC",
                    "Europe/Stockholm",
                    "America/St_Johns",
                    "America/Sao_Paulo",
                    "Asia/Kathmandu",
                    "Australia/Lord_Howe",
                    "Pacific/Apia",
                    "Pacific/Kwajalein",
                    "Africa/Casablanca",
                    "America/Havana")
            .map(ZoneId::of)
            .toList();

    private final Random random = new Random(Seeds.of(LocalDaysTest.class));

    @Test
    void knowsWhichInstantsAreOnADayOrLater() {
        for (int i = 0; i < 20_000; i++) {
            ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
            Instant instant = instant(zone);
            LocalDate day = LocalDate.ofInstant(instant, zone).plusDays(random.nextInt(3) - 1);

            assertThat(new LocalDays(zone).instantsSince(day).contains(LocalDays.millis(instant)))
                    .as("%s on %s or later in %s", instant, day, zone)
                    .isEqualTo(!LocalDate.ofInstant(instant, zone).isBefore(day));
        }
    }

    @Test
    void seesThatClocksPutBackOverMidnightRepeatTheDayBefore() {
        LocalDays newfoundland = new LocalDays(ZoneId.of("America/St_Johns"));

        assertThat(newfoundland.instantsSince(LocalDate.parse("2006-10-29")).ranges())
                .hasSize(2);
    }

    @Test
    void knowsWhichDaysStartAtAnInstantOrLater() {
        for (int i = 0; i < 20_000; i++) {
            ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
            Instant instant = instant(zone);
            LocalDate day = LocalDate.ofInstant(instant, zone).plusDays(random.nextInt(3) - 1);
            BigDecimal epochDay = BigDecimal.valueOf(day.toEpochDay());
            Instant start = day.atStartOfDay(zone).toInstant();

            assertThat(new LocalDays(zone).daysStartingAtOrAfter(instant).contains(epochDay))
                    .as("%s starts at %s or later in %s", day, instant, zone)
                    .isEqualTo(!start.isBefore(instant));
            assertThat(new LocalDays(zone).daysStartingAfter(instant).contains(epochDay))
                    .isEqualTo(start.isAfter(instant));
        }
    }

    @Test
    void standsUpToTheEndsOfTime() {
        LocalDays stockholm = new LocalDays(ZoneId.of("Europe/Stockholm"));

        assertThat(stockholm.daysStartingAfter(Instant.MIN).contains(BigDecimal.ZERO))
                .isTrue();
        assertThat(stockholm.daysStartingAfter(Instant.MAX).contains(BigDecimal.ZERO))
                .isFalse();
        assertThat(LocalDays.millis(Instant.MAX)).isGreaterThan(BigDecimal.valueOf(Long.MAX_VALUE));
    }

    @Test
    void oneStretchIsEnoughWhereClocksStandStill() {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");

        assertThat(new LocalDays(ZoneId.of("Asia/Tokyo")).stretches(start, start.plusSeconds(86_400 * 365L)))
                .hasSize(1);
        assertThat(new LocalDays(ZoneId.of("Europe/Stockholm")).stretches(start, start.plusSeconds(86_400 * 365L)))
                .hasSize(3);
    }

    /** Near a change of the clock or a local midnight. */
    private Instant instant(ZoneId zone) {
        Instant any = Instant.ofEpochSecond(random.nextLong(-2_000_000_000L, 4_000_000_000L));
        ZoneOffsetTransition next = zone.getRules().nextTransition(any);
        Instant near = next != null && random.nextBoolean()
                ? next.getInstant()
                : LocalDate.ofInstant(any, ZoneOffset.UTC).atStartOfDay(zone).toInstant();
        return near.plusMillis(random.nextInt(3) - 1).plusSeconds(random.nextInt(5) * 1800L - 3600);
    }
}
