package io.muster.engine.duckdb;

import io.muster.engine.match.ProfileNumbers;
import java.util.OptionalDouble;

/** Takes the number of the only profile that was asked about. */
final class OneNumber implements ProfileNumbers {

    private OptionalDouble number = OptionalDouble.empty();

    OptionalDouble get() {
        return number;
    }

    @Override
    public void number(int ordinal, double found) {
        number = OptionalDouble.of(found);
    }

    @Override
    public void date(int ordinal, long millis) {
        throw new IllegalArgumentException("a date where a figure was asked for");
    }
}
