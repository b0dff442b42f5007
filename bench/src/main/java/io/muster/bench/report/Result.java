package io.muster.bench.report;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One figure.
 *
 * @param measure what it belongs to, such as "Count, fresh"
 * @param reference the same thing by the reference, in the same run, where there is such a thing
 */
public record Result(
        String measure,
        String name,
        Unit unit,
        Samples ours,
        @Nullable Samples reference,
        @Nullable Aim aim) {

    public enum Unit {
        MILLISECONDS("ms"),
        SECONDS("s"),
        ROWS_PER_SECOND("rows/s"),
        REQUESTS_PER_SECOND("requests/s"),
        MEBIBYTES("MiB");

        private final String symbol;

        Unit(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }
    }

    /** What the figure should be, in words, and whether it is. */
    public record Aim(String text, boolean met) {}

    /** Our median as a multiple of the reference's. */
    public OptionalDouble ratio() {
        return reference == null ? OptionalDouble.empty() : OptionalDouble.of(ours.ratioTo(reference));
    }
}
