package io.muster.bench.data;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * SELECTs that make rows out of their number alone, by hash functions: the same rows whatever the threads, and any
 * range of them without those before.
 */
public final class RowSql {

    /** When it is now, in the data: the day's beginning, so that windows up to the real now are full. One for a run. */
    @SuppressWarnings("TimeInStaticInitializer")
    public static final Instant AS_OF = Instant.now().truncatedTo(ChronoUnit.DAYS);

    static final int DAYS = 90;

    private static final long MILLISECONDS = DAYS * 86_400_000L;
    /** Prime and larger than any number of profiles, so that multiplying by it only shuffles them. */
    private static final long SHUFFLE = 4_294_967_311L;

    private final Sizes sizes;

    public RowSql(Sizes sizes) {
        this.sizes = sizes;
    }

    /** One row a profile, in the columns that a profile import takes. */
    public String profiles() {
        return """
                SELECT 'p-' || i AS id,
                    %s AS country,
                    CASE WHEN h %% 20 > 0 THEN cast(16 + floor(70 * %s) AS INTEGER) END AS age,
                    %s AS plan,
                    'City ' || cast(floor(pow(501.0, %s)) AS INTEGER) AS city,
                    strftime(DATE '2020-01-01' + cast((h >> 8) %% 2300 AS INTEGER), '%%Y-%%m-%%d') AS signup,
                    cast(floor(1000000 * pow(%s, 4)) / 100 AS DECIMAL(12, 2)) AS lifetime_value
                FROM (SELECT i, %s AS h FROM range(%d) rows(i))
                """.formatted(
                        Vocabulary.skewed(Vocabulary.COUNTRIES, unit("country")),
                        unit("age"),
                        Vocabulary.skewed(Vocabulary.PLANS, unit("plan")),
                        unit("city"),
                        unit("lifetime value"),
                        hash("profile"),
                        sizes.profiles());
    }

    /**
     * The events from number {@code from} up to {@code to}, in order of time with the names mixed, in the columns that
     * an event import takes. Some profiles do far more than others.
     */
    public String events(long from, long to) {
        String time = "%d + (i * %d // %d) * 1000"
                .formatted((AS_OF.toEpochMilli() - MILLISECONDS) * 1000, MILLISECONDS, sizes.events());
        return events(from, to, time);
    }

    /** As many events as one in a hundred of all, from {@link #AS_OF} until just now. */
    public String newEvents(Instant now) {
        long from = sizes.events();
        long count = Math.max(1, from / 100);
        long millis = Math.max(1, now.toEpochMilli() - AS_OF.toEpochMilli());
        String time = "%d + ((i - %d) * %d // %d) * 1000".formatted(AS_OF.toEpochMilli() * 1000, from, millis, count);
        return events(from, from + count, time);
    }

    /** The names of all events, the most frequent first. */
    public static List<String> eventNames() {
        return Vocabulary.EVENT_NAMES;
    }

    /** @param time SQL for microseconds since 1970, from a row's number {@code i} */
    private String events(long from, long to, String time) {
        return """
                SELECT lower(hex(h)) AS id,
                    'p-' || ((cast(floor(%1$d * (%2$s) * (%2$s)) AS BIGINT) * %3$d) %% %1$d) AS profile,
                    %4$s AS name,
                    make_timestamptz(%5$s) AS time,
                    cast(floor(50000 * pow(%6$s, 3)) / 100 AS DECIMAL(10, 2)) AS total,
                    %7$s AS category,
                    cast(1 + (h >> 32) %% 5 AS INTEGER) AS quantity
                FROM (SELECT i, %8$s AS h FROM range(%9$d, %10$d) rows(i))
                """.formatted(
                        sizes.profiles(),
                        unit("who"),
                        SHUFFLE,
                        Vocabulary.skewed(Vocabulary.EVENT_NAMES, unit("name")),
                        time,
                        unit("total"),
                        Vocabulary.skewed(Vocabulary.CATEGORIES, unit("category")),
                        hash("event"),
                        from,
                        to);
    }

    /** The rows of {@link #events} as import rows in JSON have them. */
    String eventObjects(long from, long to) {
        return """
                SELECT id, profile, name, strftime(time AT TIME ZONE 'UTC', '%%Y-%%m-%%dT%%H:%%M:%%S.%%gZ') AS time,
                    {total: total, category: category, quantity: quantity} AS properties
                FROM (%s)
                """.formatted(events(from, to));
    }

    private String unit(String what) {
        return "((%s >> 11) / 9007199254740992.0)".formatted(hash(what));
    }

    private String hash(String what) {
        return "hash(i, '%s', %d)".formatted(what, sizes.seed());
    }
}
