package io.muster.model.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowResolverTest {

    private static final ZoneId STOCKHOLM = ZoneId.of("Europe/Stockholm");

    /** Both bounds, as instants, of a window resolved at a local time written with its offset and zone. */
    private static String resolve(Window window, String asOf, String zone) {
        return resolve(window, new AsOf(Instant.parse(asOf), ZoneId.of(zone), DayOfWeek.MONDAY));
    }

    private static String resolve(Window window, AsOf asOf) {
        Condition.Event event = new Condition.Event("X", null, window, Measure.Count.AT_LEAST_ONE);
        ResolvedWindow resolved = WindowResolver.resolve(event, asOf).windows().getFirst();
        return resolved.from() + " " + resolved.to();
    }

    @ParameterizedTest
    @CsvSource({
        // The clocks go forward on 29 March 2026 at 02:00 and back on 25 October at 03:00.
        "P1D, 2026-03-29T10:00:00Z, Europe/Stockholm, 2026-03-28T11:00:00Z",
        "PT24H, 2026-03-29T10:00:00Z, Europe/Stockholm, 2026-03-28T10:00:00Z",
        "P1D, 2026-03-30T00:30:00Z, Europe/Stockholm, 2026-03-29T01:30:00Z",
        "P1D, 2026-10-26T01:30:00Z, Europe/Stockholm, 2026-10-25T01:30:00Z",
        "P1D, 2026-10-26T00:30:00Z, Europe/Stockholm, 2026-10-24T23:30:00Z",
        "P1DT12H, 2026-03-29T10:00:00Z, Europe/Stockholm, 2026-03-27T23:00:00Z",
        "P1D, 2026-03-08T16:00:00Z, America/New_York, 2026-03-07T17:00:00Z",
        "P7D, 2026-11-01T17:00:00Z, America/New_York, 2026-10-25T16:00:00Z",
        // From 31 March to the last of February, leap year or not; from 29 February to the 28th.
        "P1M, 2026-03-31T12:00:00Z, UTC, 2026-02-28T12:00:00Z",
        "P1M, 2024-03-31T12:00:00Z, UTC, 2024-02-29T12:00:00Z",
        "P1Y, 2024-02-29T12:00:00Z, UTC, 2023-02-28T12:00:00Z",
        "P1M1D, 2026-03-31T12:00:00Z, UTC, 2026-02-27T12:00:00Z",
        // Samoa had no 30 December 2011: the day before the 31st starts with it.
        "P1D, 2011-12-30T22:00:00Z, Pacific/Apia, 2011-12-30T22:00:00Z",
        "P2D, 2011-12-30T22:00:00Z, Pacific/Apia, 2011-12-29T22:00:00Z",
        // Lord Howe moves by half an hour, on 5 April 2026 at 02:00 back to 01:30.
        "P1D, 2026-04-05T01:30:00Z, Australia/Lord_Howe, 2026-04-04T01:00:00Z",
        "PT1H, 2026-04-04T15:15:00Z, Australia/Lord_Howe, 2026-04-04T14:15:00Z",
    })
    void rollsBackDaysByTheCalendarAndHoursExactly(String amount, String asOf, String zone, String from) {
        Window window = new Window.Last(Span.parse(amount), null);
        assertThat(resolve(window, asOf, zone)).isEqualTo(from + " " + asOf);
    }

    @Test
    void rollsForwardInTheSameWay() {
        Window window = new Window.Next(Period.ofDays(1), null);
        assertThat(resolve(window, "2026-03-28T11:00:00Z", "Europe/Stockholm"))
                .isEqualTo("2026-03-28T11:00:00Z 2026-03-29T10:00:00Z");
        assertThat(resolve(window, "2026-03-28T01:30:00Z", "Europe/Stockholm"))
                .as("02:30 is skipped, so it is 03:30")
                .isEqualTo("2026-03-28T01:30:00Z 2026-03-29T01:30:00Z");
        assertThat(resolve(new Window.Next(Duration.ofHours(2), null), "2026-03-29T00:30:00Z", "Europe/Stockholm"))
                .isEqualTo("2026-03-29T00:30:00Z 2026-03-29T02:30:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "1, DAY, 2026-03-30T10:00:00Z, Europe/Stockholm, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
        "2, DAY, 2026-03-30T10:00:00Z, Europe/Stockholm, 2026-03-27T23:00:00Z, 2026-03-29T22:00:00Z",
        "1, WEEK, 2026-04-01T10:00:00Z, Europe/Stockholm, 2026-03-22T23:00:00Z, 2026-03-29T22:00:00Z",
        "1, MONTH, 2026-03-31T10:00:00Z, UTC, 2026-02-01T00:00:00Z, 2026-03-01T00:00:00Z",
        "1, QUARTER, 2026-05-31T10:00:00Z, UTC, 2026-01-01T00:00:00Z, 2026-04-01T00:00:00Z",
        "5, QUARTER, 2026-12-31T10:00:00Z, UTC, 2025-07-01T00:00:00Z, 2026-10-01T00:00:00Z",
        "1, YEAR, 2024-02-29T10:00:00Z, America/New_York, 2023-01-01T05:00:00Z, 2024-01-01T05:00:00Z",
        "3, HOUR, 2026-03-29T02:20:00Z, Europe/Stockholm, 2026-03-28T23:00:00Z, 2026-03-29T02:00:00Z",
        // The second of two hours that are both called 02.
        "1, HOUR, 2026-10-25T01:20:00Z, Europe/Stockholm, 2026-10-25T00:00:00Z, 2026-10-25T01:00:00Z",
        "1, DAY, 2026-03-09T10:00:00Z, America/New_York, 2026-03-08T05:00:00Z, 2026-03-09T04:00:00Z",
        // The day that Samoa skipped is nothing long; the day before it ends where it would have started.
        "1, DAY, 2011-12-30T22:00:00Z, Pacific/Apia, 2011-12-30T10:00:00Z, 2011-12-30T10:00:00Z",
        "2, DAY, 2011-12-30T22:00:00Z, Pacific/Apia, 2011-12-29T10:00:00Z, 2011-12-30T10:00:00Z",
        // Lord Howe's day of 24½ hours.
        "1, DAY, 2026-04-05T20:00:00Z, Australia/Lord_Howe, 2026-04-04T13:00:00Z, 2026-04-05T13:30:00Z",
        // A change at midnight: Havana's 8 March 2026 starts at 01:00.
        "1, DAY, 2026-03-09T12:00:00Z, America/Havana, 2026-03-08T05:00:00Z, 2026-03-09T04:00:00Z",
    })
    void takesWholeCalendarUnits(int count, Window.Unit unit, String asOf, String zone, String from, String to) {
        assertThat(resolve(new Window.Calendar(count, unit, false, null), asOf, zone))
                .isEqualTo(from + " " + to);
        assertThat(resolve(new Window.Calendar(count, unit, true, null), asOf, zone))
                .isEqualTo(from + " " + asOf);
        assertThat(resolve(new Window.Calendar(0, unit, true, null), asOf, zone))
                .isEqualTo(to + " " + asOf);
    }

    @ParameterizedTest
    @CsvSource({
        "MONDAY, 2026-03-23, 2026-03-30",
        "SUNDAY, 2026-03-22, 2026-03-29",
        "WEDNESDAY, 2026-03-25, 2026-04-01",
        "THURSDAY, 2026-03-19, 2026-03-26",
    })
    void startsWeeksOnTheProjectsDay(DayOfWeek start, LocalDate from, LocalDate to) {
        AsOf wednesday = new AsOf(Instant.parse("2026-04-01T10:00:00Z"), STOCKHOLM, start);
        assertThat(resolve(new Window.Calendar(1, Window.Unit.WEEK, false, null), wednesday))
                .isEqualTo(from.atStartOfDay(STOCKHOLM).toInstant() + " "
                        + to.atStartOfDay(STOCKHOLM).toInstant());
    }

    @Test
    void startsDayBoundsInTheWindowsZoneOrTheGivenOne() {
        Value day = new Value.Day(LocalDate.of(2026, 3, 29));
        Value moment = new Value.Moment(Instant.parse("2026-04-01T00:00:00Z"));
        assertThat(resolve(new Window.Range(day, moment, null), "2026-05-01T00:00:00Z", "Europe/Stockholm"))
                .isEqualTo("2026-03-28T23:00:00Z 2026-04-01T00:00:00Z");
        assertThat(resolve(
                        new Window.Range(day, null, ZoneId.of("America/New_York")),
                        "2026-05-01T00:00:00Z",
                        "Europe/Stockholm"))
                .isEqualTo("2026-03-29T04:00:00Z null");
        assertThat(resolve(
                        new Window.Range(new Value.Day(LocalDate.of(2011, 12, 30)), null, null),
                        "2026-05-01T00:00:00Z",
                        "Pacific/Apia"))
                .isEqualTo("2011-12-30T10:00:00Z null");
    }

    @Test
    void resolvesBoundsThatCrossOnlyInSomeZonesToNothing() {
        Value day = new Value.Day(LocalDate.of(2026, 3, 29));
        Value moment = new Value.Moment(Instant.parse("2026-03-29T01:00:00Z"));
        Window window = new Window.Range(day, moment, null);
        assertThat(resolve(window, "2026-05-01T00:00:00Z", "America/New_York"))
                .isEqualTo("2026-03-29T04:00:00Z 2026-03-29T04:00:00Z");
    }

    @Test
    void replacesEveryWindowAndNothingElse() {
        Window week = new Window.Last(Period.ofWeeks(1), null);
        Window own = new Window.Last(Period.ofWeeks(1), ZoneId.of("America/New_York"));
        var day = new io.muster.model.condition.Test.Compare(
                io.muster.model.condition.Test.Order.LT, new Value.Day(LocalDate.of(2026, 1, 1)));
        var property = new PropertyCondition.Property("p", List.of(new io.muster.model.condition.Test.Within(own)));
        Condition condition = new Condition.All(List.of(
                new Condition.Tag("vip"),
                new Condition.Not(
                        new Condition.Attribute("seen", List.of(day, new io.muster.model.condition.Test.Within(week)))),
                new Condition.Any(List.of(new Condition.Event(
                        "X",
                        new PropertyCondition.All(List.of(new PropertyCondition.Not(property))),
                        week,
                        new Measure.First())))));
        AsOf asOf = new AsOf(Instant.parse("2026-04-01T10:00:00.123456Z"), STOCKHOLM, DayOfWeek.MONDAY);

        WindowResolver.Resolution resolution = WindowResolver.resolve(condition, asOf);

        Instant from = Instant.parse("2026-03-25T11:00:00.123Z");
        Instant fromInNewYork = Instant.parse("2026-03-25T10:00:00.123Z");
        Instant to = Instant.parse("2026-04-01T10:00:00.123Z");
        assertThat(resolution.windows())
                .containsExactly(
                        new ResolvedWindow("/all/1/not/within", from, to),
                        new ResolvedWindow("/all/2/any/0/where/all/0/not/within", fromInNewYork, to),
                        new ResolvedWindow("/all/2/any/0/within", from, to));
        Window resolvedWeek = new Window.Resolved(from, to, STOCKHOLM);
        assertThat(((Condition.All) resolution.condition()).conditions().get(1))
                .isEqualTo(new Condition.Not(new Condition.Attribute(
                        "seen", List.of(day, new io.muster.model.condition.Test.Within(resolvedWeek)))));
        assertThat(((Condition.All) resolution.condition()).conditions().get(0)).isEqualTo(new Condition.Tag("vip"));
    }
}
