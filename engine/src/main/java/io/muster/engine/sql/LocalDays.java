package io.muster.engine.sql;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.val;
import static org.jooq.impl.DSL.when;

import io.muster.engine.sql.NumberSet.Cut;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jooq.Field;

/** Calendar days of one zone as epoch days, and what they are in epoch milliseconds. */
final class LocalDays {

    static final long DAY = 86_400_000L;
    private static final Instant EARLIEST = Instant.parse("-9999-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("+19999-01-01T00:00:00Z");
    private static final long ANY_CLOCK_CHANGE = 3;
    /** From a little before the year 0, the first that stored times can be of, to the epoch. */
    private static final long DAYS_TO_YEAR_0 = 719_530;

    private static final int YEAR_OF_NO_CHANGE = 1970;

    private final ZoneId zone;

    LocalDays(ZoneId zone) {
        this.zone = zone;
    }

    /** A stretch of time, from an instant up to the next stretch's, with one offset from UTC. */
    record Stretch(long fromMillis, long offsetMillis) {}

    /** The stretches that cover the time from one instant to another, both included, in order. */
    List<Stretch> stretches(Instant from, Instant to) {
        ZoneRules rules = zone.getRules();
        List<Stretch> stretches = new ArrayList<>();
        stretches.add(new Stretch(Long.MIN_VALUE, millis(rules.getOffset(from))));
        ZoneOffsetTransition next = rules.nextTransition(from);
        while (next != null && !next.getInstant().isAfter(to)) {
            stretches.add(new Stretch(next.getInstant().toEpochMilli(), millis(next.getOffsetAfter())));
            next = rules.nextTransition(next.getInstant());
        }
        return stretches;
    }

    /**
     * The local day of a time as a number that grows by one a day, for times between two instants, both included. An
     * engine needs to know no zones for it: offsets are looked up here, and chosen by comparing times.
     */
    Field<Long> dayOf(Field<Long> time, long fromMillis, long toMillis) {
        return dayOf(
                time,
                stretches(Instant.ofEpochMilli(fromMillis), Instant.ofEpochMilli(toMillis)),
                Math.max(0, -Math.floorDiv(fromMillis, DAY)) + 1);
    }

    /**
     * The local day of a time as an epoch day, right where it is one of these days of the year, or nearly, and of a year
     * before that. Offsets that are in force only in other seasons are left out, and so most of them are.
     */
    Field<Long> epochDayOf(Field<Long> time, MonthDay first, MonthDay last, int year) {
        List<Stretch> seasons = new ArrayList<>();
        for (int y = Math.min(firstYear(), year); y <= year; y++) {
            Instant from = first.atYear(y)
                    .minusDays(ANY_CLOCK_CHANGE)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
            Instant to = last.atYear(y)
                    .plusDays(ANY_CLOCK_CHANGE)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant();
            for (Stretch stretch : stretches(from, to)) {
                if (seasons.isEmpty()) {
                    seasons.add(stretch);
                } else if (seasons.getLast().offsetMillis() != stretch.offsetMillis()) {
                    long start = Math.max(stretch.fromMillis(), from.toEpochMilli());
                    seasons.add(new Stretch(start, stretch.offsetMillis()));
                }
            }
        }
        return dayOf(time, seasons, DAYS_TO_YEAR_0).minus(inline(DAYS_TO_YEAR_0));
    }

    /** Until when there is but one offset. */
    private int firstYear() {
        ZoneOffsetTransition change = zone.getRules().nextTransition(EARLIEST);
        return change == null ? YEAR_OF_NO_CHANGE : change.getDateTimeBefore().getYear();
    }

    /** No day is negative when it is counted from so many days earlier. */
    private Field<Long> dayOf(Field<Long> time, List<Stretch> stretches, long daysBefore) {
        List<Stretch> shifted = stretches.stream()
                .map(stretch -> new Stretch(stretch.fromMillis(), stretch.offsetMillis() + daysBefore * DAY))
                .toList();
        return EngineFunctions.dividedBy(time.plus(offset(time, shifted)), DAY);
    }

    /** Halves the stretches at each step, so that a row passes few comparisons. */
    private static Field<Long> offset(Field<Long> time, List<Stretch> stretches) {
        if (stretches.size() == 1) {
            return val(stretches.getFirst().offsetMillis());
        }
        int middle = stretches.size() / 2;
        return when(time.lt(stretches.get(middle).fromMillis()), offset(time, stretches.subList(0, middle)))
                .otherwise(offset(time, stretches.subList(middle, stretches.size())));
    }

    /** The instants whose local calendar day is this one or later; where clocks are put back over midnight, in pieces. */
    NumberSet instantsSince(LocalDate day) {
        LocalDate near = clamp(day);
        long midnight = near.toEpochDay() * DAY;
        List<Stretch> stretches = stretches(
                Instant.ofEpochMilli(midnight - ANY_CLOCK_CHANGE * DAY),
                Instant.ofEpochMilli(midnight + ANY_CLOCK_CHANGE * DAY));
        NumberSet since = NumberSet.NONE;
        for (int i = 0; i < stretches.size(); i++) {
            long from = Math.max(
                    stretches.get(i).fromMillis(), midnight - stretches.get(i).offsetMillis());
            NumberSet part = NumberSet.atLeast(from);
            if (i + 1 < stretches.size()) {
                part = part.and(
                        NumberSet.atLeast(stretches.get(i + 1).fromMillis()).complement());
            }
            since = since.or(part);
        }
        return since;
    }

    /** The first day whose start is at or after the instant. */
    LocalDate firstDayStartingAtOrAfter(Instant instant) {
        return firstDay(instant, start -> !start.isBefore(clamp(instant)));
    }

    /** The days whose start is at or after the instant. */
    NumberSet daysStartingAtOrAfter(Instant instant) {
        return daysFrom(instant, start -> !start.isBefore(clamp(instant)));
    }

    /** The days whose start is after the instant. */
    NumberSet daysStartingAfter(Instant instant) {
        return daysFrom(instant, start -> start.isAfter(clamp(instant)));
    }

    /** Milliseconds since the epoch, exactly. */
    static BigDecimal millis(Instant instant) {
        return BigDecimal.valueOf(instant.getEpochSecond())
                .scaleByPowerOfTen(3)
                .add(BigDecimal.valueOf(instant.getNano(), 6));
    }

    private NumberSet daysFrom(Instant instant, Predicate<Instant> wanted) {
        LocalDate day = firstDay(instant, wanted);
        return NumberSet.above(Cut.below(BigDecimal.valueOf(day.toEpochDay())));
    }

    private LocalDate firstDay(Instant instant, Predicate<Instant> wanted) {
        LocalDate day = LocalDate.ofInstant(clamp(instant), zone).minusDays(ANY_CLOCK_CHANGE);
        while (!wanted.test(day.atStartOfDay(zone).toInstant())) {
            day = day.plusDays(1);
        }
        return day;
    }

    private static Instant clamp(Instant instant) {
        return instant.isBefore(EARLIEST) ? EARLIEST : instant.isAfter(LATEST) ? LATEST : instant;
    }

    private static LocalDate clamp(LocalDate day) {
        LocalDate earliest = LocalDate.ofInstant(EARLIEST, ZoneOffset.UTC);
        LocalDate latest = LocalDate.ofInstant(LATEST, ZoneOffset.UTC);
        return day.isBefore(earliest) ? earliest : day.isAfter(latest) ? latest : day;
    }

    private static long millis(ZoneOffset offset) {
        return offset.getTotalSeconds() * 1000L;
    }
}
