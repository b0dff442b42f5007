package io.muster.model.condition.json;

import static io.muster.model.ErrorCode.INVALID_WINDOW;
import static io.muster.model.ErrorCode.WRONG_TYPE;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads texts, names, booleans and numbers, and refuses those that no store can hold. */
final class Scalars {

    private static final int MAX_DIGITS = 400;
    private static final BigDecimal LARGEST = new BigDecimal("1e308");
    static final String OUT_OF_RANGE = "the number is out of range; it must be between -1e308 and 1e308, with at"
            + " most " + MAX_DIGITS + " digits";

    private final Problems problems;

    Scalars(Problems problems) {
        this.problems = problems;
    }

    Optional<String> text(Located value, String expected) {
        if (!value.node().isString()) {
            return problems.wrongType(value, expected);
        }
        String text = value.node().stringValue();
        if (text.indexOf('\0') >= 0) {
            return problems.refuse(value, WRONG_TYPE, "the text contains a NUL character, which no value can have");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            return problems.refuse(value, WRONG_TYPE, "the text contains half a surrogate pair, which is no character");
        }
        return Optional.of(text);
    }

    /** A text that is not empty. */
    Optional<String> name(Located value, String expected) {
        Optional<String> text = text(value, expected);
        return text.isPresent() && text.get().isEmpty() ? problems.wrongType(value, expected) : text;
    }

    Optional<Boolean> bool(Located value) {
        return value.node().isBoolean()
                ? Optional.of(value.node().booleanValue())
                : problems.wrongType(value, "true or false");
    }

    Optional<BigDecimal> number(Located value, String expected) {
        Optional<BigDecimal> number = value.node().isNumber() ? value.node().decimalValueOpt() : Optional.empty();
        if (number.isEmpty()) {
            return problems.wrongType(value, expected);
        }
        return isSane(number.get()) ? number : problems.refuse(value, WRONG_TYPE, OUT_OF_RANGE);
    }

    // By scale and precision first: comparing or printing 1e999999999 would write out its zeros.
    private static boolean isSane(BigDecimal number) {
        return number.precision() <= MAX_DIGITS
                && Math.abs((long) number.scale()) <= MAX_DIGITS
                && number.abs().compareTo(LARGEST) <= 0;
    }

    /** A window's count, from 0 up to {@code most}, inclusive. */
    Optional<Integer> count(Located value, int most) {
        String expected = "a whole number from 1 up to " + most;
        if (!value.node().isIntegralNumber()) {
            return problems.wrongType(value, expected);
        }
        int count = value.node().intValue(-1);
        return count < 0 || count > most
                ? problems.refuse(value, INVALID_WINDOW, "found " + value.found() + ", but this must be " + expected)
                : Optional.of(count);
    }
}
