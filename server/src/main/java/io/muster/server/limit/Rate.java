package io.muster.server.limit;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** So many requests in so long, refilled evenly; written {@code 100/s}, {@code 10/min} or {@code 1000/h}. */
public record Rate(long permits, Duration period) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})/(s|min|h)");
    private static final Map<String, Duration> UNITS =
            Map.of("s", Duration.ofSeconds(1), "min", Duration.ofMinutes(1), "h", Duration.ofHours(1));

    public Rate {
        if (permits < 1) {
            throw new IllegalArgumentException("A rate of " + permits);
        }
    }

    /**
     * Reads a rate; {@code none} is none.
     *
     * @throws MusterException WRONG_TYPE
     */
    public static Optional<Rate> parse(String text) {
        if (text.equals("none")) {
            return Optional.empty();
        }
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches() || Long.parseLong(parts.group(1)) < 1) {
            throw new MusterException(
                    ErrorCode.WRONG_TYPE,
                    "'" + text + "' is not a rate; give one such as 100/s, 10/min or 1000/h, or none.");
        }
        return Optional.of(new Rate(Long.parseLong(parts.group(1)), UNITS.getOrDefault(parts.group(2), Duration.ZERO)));
    }

    @Override
    public String toString() {
        return permits + "/" + period;
    }
}
