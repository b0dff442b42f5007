package io.muster.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/** Prints a plain line every five seconds, and none for what is quicker. */
final class LineMeters implements Meters {
    private static final long BETWEEN_LINES = Duration.ofSeconds(5).toNanos();

    private final PrintWriter out;
    private final LongSupplier nanoTime;

    LineMeters(PrintWriter out, LongSupplier nanoTime) {
        this.out = out;
        this.nanoTime = nanoTime;
    }

    @Override
    public Meter bytes(String label, long total) {
        return new LineMeter(label, Words::bytes);
    }

    @Override
    public Meter rows(String label) {
        return new LineMeter(label, rows -> Words.number(rows, "row", "rows"));
    }

    private final class LineMeter implements Meter {
        private final String label;
        private final LongFunction<String> words;
        private long lastLine = nanoTime.getAsLong();

        LineMeter(String label, LongFunction<String> words) {
            this.label = label;
            this.words = words;
        }

        @Override
        public synchronized void advanced(long done, long total) {
            long now = nanoTime.getAsLong();
            if (now - lastLine < BETWEEN_LINES) {
                return;
            }
            lastLine = now;
            String part = total > 0 ? " of " + words.apply(total) + " (" + done * 100 / total + " %)" : "";
            out.println(label + ": " + words.apply(done) + part);
        }

        @Override
        public void close() {}
    }
}
