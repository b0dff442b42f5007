package io.muster.engine.explain;

import io.muster.engine.rows.IsoTime;
import io.muster.engine.rows.Numbers;
import io.muster.model.condition.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Readings of a stored value: a text, Long, BigDecimal, Double, Boolean, null, or a list of such. */
final class FactValue {

    private FactValue() {}

    /** The number as it is compared; empty where the value is none. */
    static Optional<BigDecimal> number(@Nullable Object value) {
        return switch (value) {
            case Long number -> Optional.of(BigDecimal.valueOf(number));
            case Integer number -> Optional.of(BigDecimal.valueOf(number));
            case BigInteger number -> Optional.of(new BigDecimal(number));
            case BigDecimal number -> Optional.of(number);
            case Double number -> Optional.of(new BigDecimal(number));
            case null, default -> Optional.empty();
        };
    }

    /** An operand's number as it would be stored, so that it meets the stored ones. */
    static BigDecimal stored(BigDecimal operand) {
        Numbers.Held held = Numbers.hold(operand);
        return switch (held.kind()) {
            case LONG -> BigDecimal.valueOf(held.bits());
            case DECIMAL -> BigDecimal.valueOf(held.bits(), Numbers.SCALE);
            case DOUBLE -> real(Double.longBitsToDouble(held.bits()), operand);
            case ABSENT, NULL, TEXT, BOOLEAN, LIST -> throw new IllegalStateException("no number: " + held);
        };
    }

    /** Beyond all doubles a number is beyond every stored one, as it is itself. */
    private static BigDecimal real(double nearest, BigDecimal operand) {
        return Double.isInfinite(nearest) ? operand : new BigDecimal(nearest);
    }

    /** The day that the value is, an instant's in that zone; empty where it is no date. */
    static Optional<LocalDate> day(@Nullable Object value, ZoneId zone) {
        if (!(value instanceof String text)) {
            return Optional.empty();
        }
        OptionalInt day = IsoTime.day(text);
        return day.isPresent()
                ? Optional.of(LocalDate.ofEpochDay(day.getAsInt()))
                : ownInstant(text).map(instant -> LocalDate.ofInstant(instant, zone));
    }

    /** The instant that the value is, a date's being the start of that day in the zone; empty where it is no date. */
    static Optional<Instant> instant(@Nullable Object value, ZoneId zone) {
        if (!(value instanceof String text)) {
            return Optional.empty();
        }
        OptionalInt day = IsoTime.day(text);
        return day.isPresent()
                ? Optional.of(
                        LocalDate.ofEpochDay(day.getAsInt()).atStartOfDay(zone).toInstant())
                : ownInstant(text);
    }

    private static Optional<Instant> ownInstant(String text) {
        OptionalLong millis = IsoTime.instant(text);
        return millis.isPresent() ? Optional.of(Instant.ofEpochMilli(millis.getAsLong())) : Optional.empty();
    }

    /** Whether the value is equal to the operand: of its type, and the same. */
    static boolean equal(@Nullable Object value, Value operand, boolean ignoreCase) {
        return switch (operand) {
            case Value.Text(String text) ->
                value instanceof String own && cased(own, ignoreCase).equals(cased(text, ignoreCase));
            case Value.Numeric(BigDecimal other) ->
                number(value).filter(own -> own.compareTo(stored(other)) == 0).isPresent();
            case Value.Bool(boolean bool) -> value instanceof Boolean own && own == bool;
            case Value.Null() -> value == null;
            case Value.Moment _, Value.Day _ -> false;
        };
    }

    /** Whether a list's element is the operand's JSON value, which nothing was rounded in. */
    static boolean isElement(@Nullable Object element, Value operand) {
        return operand instanceof Value.Numeric(BigDecimal other)
                ? number(element).filter(own -> own.compareTo(other) == 0).isPresent()
                : equal(element, operand, false);
    }

    static String cased(String text, boolean ignoreCase) {
        if (!ignoreCase) {
            return text;
        }
        return text.codePoints()
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
