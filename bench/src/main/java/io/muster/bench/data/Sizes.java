package io.muster.bench.data;

/**
 * How much data there is. Equal sizes and seeds give equal data, up to the day that it is of.
 *
 * @param ingestRows rows of the NDJSON files that the ingest measure sends
 */
public record Sizes(long profiles, long events, long ingestRows, long seed) {

    public static final long FULL_PROFILES = 5_000_000;
    public static final long FULL_EVENTS = 100_000_000;
    public static final long SMALL_PROFILES = 200_000;
    public static final long SMALL_EVENTS = 4_000_000;

    /** Times of events are worked out in 64 bits. */
    private static final long MOST_ROWS = 1_000_000_000;

    private static final long MOST_INGEST_ROWS = 5_000_000;

    public Sizes {
        if (profiles < 1 || profiles > MOST_ROWS || events < 4 || events > MOST_ROWS) {
            throw new IllegalArgumentException(
                    "%d profiles and %d events: 1 to %3$d profiles and 4 to %3$d events can be made"
                            .formatted(profiles, events, MOST_ROWS));
        }
    }

    public static Sizes of(long profiles, long events, long seed) {
        return new Sizes(profiles, events, Math.min(MOST_INGEST_ROWS, events / 4), seed);
    }

    /** What the generated files, both databases and the exports take together, from above. */
    public long bytesNeeded() {
        return 1_000_000_000 + 400 * profiles + 120 * events + 600 * ingestRows;
    }

    public String label() {
        return rounded(profiles) + "-profiles-" + rounded(events) + "-events";
    }

    private static String rounded(long rows) {
        if (rows % 1_000_000 == 0) {
            return rows / 1_000_000 + "m";
        }
        return rows % 1_000 == 0 ? rows / 1_000 + "k" : String.valueOf(rows);
    }
}
