package io.muster.engine.sql;

import io.muster.model.condition.Test;
import io.muster.model.condition.Test.Order;
import io.muster.model.condition.Value;
import io.muster.model.condition.Window;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Which dates satisfy a test.
 *
 * @param days dates, as epoch days
 * @param instants date-times, in epoch milliseconds
 */
record DateTests(NumberSet days, NumberSet instants) {

    /** Empty where the test is none of dates. */
    static Optional<DateTests> of(Test test, ZoneId zone) {
        return switch (test) {
            case Test.Compare(Order order, Value value) -> compare(order, value, new LocalDays(zone));
            case Test.Between(Value low, Value high) ->
                compare(Order.GTE, low, new LocalDays(zone))
                        .flatMap(above ->
                                compare(Order.LTE, high, new LocalDays(zone)).map(above::and));
            case Test.Within(Window window) -> Optional.of(within(Windows.resolved(window)));
            case Test.Is _,
                    Test.IsNot _,
                    Test.In _,
                    Test.NotIn _,
                    Test.Exists _,
                    Test.TextMatch _,
                    Test.Matches _,
                    Test.Has _,
                    Test.Empty _,
                    Test.Version _,
                    Test.Anniversary _ -> Optional.empty();
        };
    }

    DateTests and(DateTests other) {
        return new DateTests(days.and(other.days), instants.and(other.instants));
    }

    private static Optional<DateTests> compare(Order order, Value value, LocalDays calendar) {
        return switch (value) {
            case Value.Day(LocalDate date) -> Optional.of(compareDay(order, date, calendar));
            case Value.Moment(Instant instant) -> Optional.of(compareMoment(order, instant, calendar));
            case Value.Text _, Value.Numeric _, Value.Bool _, Value.Null _ -> Optional.empty();
        };
    }

    private static DateTests compareDay(Order order, LocalDate date, LocalDays calendar) {
        NumberSet days = NumberTests.compare(order, BigDecimal.valueOf(date.toEpochDay()));
        NumberSet instants =
                switch (order) {
                    case GTE -> calendar.instantsSince(date);
                    case LT -> calendar.instantsSince(date).complement();
                    case GT -> calendar.instantsSince(dayAfter(date));
                    case LTE -> calendar.instantsSince(dayAfter(date)).complement();
                };
        return new DateTests(days, instants);
    }

    private static DateTests compareMoment(Order order, Instant instant, LocalDays calendar) {
        NumberSet days =
                switch (order) {
                    case GTE -> calendar.daysStartingAtOrAfter(instant);
                    case LT -> calendar.daysStartingAtOrAfter(instant).complement();
                    case GT -> calendar.daysStartingAfter(instant);
                    case LTE -> calendar.daysStartingAfter(instant).complement();
                };
        return new DateTests(days, NumberTests.compare(order, LocalDays.millis(instant)));
    }

    private static DateTests within(Window.Resolved window) {
        LocalDays calendar = new LocalDays(window.zone());
        NumberSet days = NumberSet.ALL;
        if (window.from() != null) {
            days = days.and(calendar.daysStartingAtOrAfter(window.from()));
        }
        if (window.to() != null) {
            days = days.and(calendar.daysStartingAtOrAfter(window.to()).complement());
        }
        return new DateTests(days, Windows.instants(window));
    }

    private static LocalDate dayAfter(LocalDate date) {
        return date.equals(LocalDate.MAX) ? date : date.plusDays(1);
    }
}
