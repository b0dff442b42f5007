package io.muster.engine.sql;

import static org.jooq.impl.DSL.inline;

import io.muster.model.condition.Test;
import io.muster.model.condition.Test.Order;
import io.muster.model.condition.Value;
import io.muster.model.condition.Window;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.time.Year;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.Field;

/**
 * Where an anniversary of a date starts in a window. The days that start there are a stretch of months and days in one
 * year or in few, and a date has an anniversary there if it is in the stretch and of an earlier year. Of whole years the
 * latest says all: any earlier date has an anniversary in it.
 */
final class AnniversarySql {

    private static final LocalDate FIRST = LocalDate.of(0, 1, 1);
    private static final LocalDate LAST = LocalDate.of(Test.Anniversary.LAST_YEAR, 12, 31);
    /** A leap year, for months and days of any year. */
    private static final int ANY_YEAR = 2000;
    /** By more than any zone's offset a local day may differ from that in UTC. */
    private static final int SLACK = 3;

    private final LocalDays calendar;
    private final ZoneId zone;
    private final TypedColumns columns;

    private AnniversarySql(ZoneId zone, TypedColumns columns) {
        this.zone = zone;
        this.calendar = new LocalDays(zone);
        this.columns = columns;
    }

    /** Holds for texts that are dates or instants with such an anniversary. */
    static Formula formula(Window.Resolved window, TypedColumns columns) {
        return new AnniversarySql(window.zone(), columns).formula(window);
    }

    private Formula formula(Window.Resolved window) {
        LocalDate from = window.from() == null ? FIRST : calendar.firstDayStartingAtOrAfter(window.from());
        LocalDate to = window.to() == null
                ? LAST
                : calendar.firstDayStartingAtOrAfter(window.to()).minusDays(1);
        return formula(from.isBefore(FIRST) ? FIRST : from, to.isAfter(LAST) ? LAST : to);
    }

    private Formula formula(LocalDate from, LocalDate to) {
        List<Formula> years = new ArrayList<>();
        for (int year : years(from, to)) {
            LocalDate first = from.getYear() == year ? from : LocalDate.of(year, 1, 1);
            LocalDate last = to.getYear() == year ? to : LocalDate.of(year, 12, 31);
            if (!first.isAfter(last)) {
                years.add(earlierThan(year, MonthDay.from(first), lastOf(last)));
            }
        }
        return Formula.any(years);
    }

    /** The last two, for with three of them there is a whole one, which has all that the earlier ones have. */
    private static List<Integer> years(LocalDate from, LocalDate to) {
        return IntStream.rangeClosed(Math.max(from.getYear(), to.getYear() - 1), to.getYear())
                .boxed()
                .toList();
    }

    /** The 28th of February is the 29th's too, in years without one. */
    private static MonthDay lastOf(LocalDate day) {
        MonthDay last = MonthDay.from(day);
        return last.equals(MonthDay.of(Month.FEBRUARY, 28)) && !Year.isLeap(day.getYear())
                ? MonthDay.of(Month.FEBRUARY, 29)
                : last;
    }

    /** Dates of earlier years, in a stretch of months and days. */
    private Formula earlierThan(int year, MonthDay first, MonthDay last) {
        Test earlier = new Test.Compare(Order.LT, new Value.Day(LocalDate.of(year, 1, 1)));
        DateTests dates = DateTests.of(earlier, zone).orElseThrow();
        return Formula.any(Stream.of(
                        columns.day().map(day -> Formula.all(
                                NumberColumn.days(day).presentIn(dates.days()),
                                between(day, first, last))),
                        columns.instant().map(instant -> Formula.all(
                                NumberColumn.longs(instant).presentIn(dates.instants()),
                                ofInstants(instant, year, first, last))))
                .flatMap(Optional::stream)
                .toList());
    }

    /** Local days cost a choice among many offsets, so the day in UTC is looked at before. */
    private Formula ofInstants(Field<Long> instant, int year, MonthDay first, MonthDay last) {
        MonthDay early = MonthDay.from(first.atYear(ANY_YEAR).minusDays(SLACK));
        MonthDay late = MonthDay.from(last.atYear(ANY_YEAR).plusDays(SLACK));
        Field<Long> utc = new LocalDays(ZoneId.of("UTC")).epochDayOf(instant, first, last, year);
        Formula nearly = first.atYear(ANY_YEAR).plusDays(365 - 2 * SLACK).isBefore(last.atYear(ANY_YEAR))
                ? Formula.ALWAYS
                : between(utc, early, late);
        return Formula.all(nearly, between(calendar.epochDayOf(instant, first, last, year), first, last));
    }

    private static Formula between(Field<? extends Number> epochDay, MonthDay first, MonthDay last) {
        if (first.equals(MonthDay.of(1, 1)) && last.equals(MonthDay.of(12, 31))) {
            return Formula.ALWAYS;
        }
        Field<Integer> monthAndDay = EngineFunctions.monthAndDay(epochDay);
        Condition inside = first.isAfter(last)
                ? monthAndDay.ge(number(first)).or(monthAndDay.le(number(last)))
                : monthAndDay.between(number(first), number(last));
        return Formula.atom(inside);
    }

    private static Field<Integer> number(MonthDay day) {
        return inline(day.getMonthValue() * 100 + day.getDayOfMonth());
    }
}
