package io.muster.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers, times and sizes for people. */
public final class Words {
    private Words() {}

    /** Such as {@code 48,210}. */
    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Such as {@code 1 row} or {@code 2 rows}. */
    public static String number(long number, String one, String many) {
        return number(number) + " " + (number == 1 ? one : many);
    }

    /** Such as {@code 71.9 kB}. */
    public static String bytes(long bytes) {
        if (bytes < 1000) {
            return number(bytes, "byte", "bytes");
        }
        double size = bytes;
        int unit = -1;
        while (size >= 999.95) {
            size /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %cB", size, "kMGTPE".charAt(unit));
    }

    /** Such as {@code 2.31 s} or {@code 3 min 20 s}. */
    public static String duration(Duration duration) {
        if (duration.toMinutes() > 0) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return String.format(Locale.ROOT, "%.2f s", duration.toMillis() / 1000.0);
    }

    /** Such as {@code 20,960 rows/s}. */
    public static String rate(long count, Duration duration, String unit) {
        long nanos = Math.max(1, duration.toNanos());
        return number(Math.round(count * 1e9 / nanos)) + " " + unit + "/s";
    }

    /** Such as {@code 2026-03-02T06:00:00Z}; a dash if there is none. */
    public static String instant(@Nullable Instant instant) {
        return instant == null ? "–" : instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** The value's text; a dash if there is none. */
    public static String orDash(@Nullable Object value) {
        return value == null ? "–" : value.toString();
    }

    /** The number; a dash if there is none. */
    public static String orDash(@Nullable Long value) {
        return value == null ? "–" : number(value);
    }
}
