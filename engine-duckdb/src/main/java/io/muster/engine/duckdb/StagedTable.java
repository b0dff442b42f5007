package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.engine.sql.StorageKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * Rows on their way to one table of the project, kept in memory until they are {@link #spill}ed to a temporary table,
 * with what a commit has to know about them. For one thread.
 */
final class StagedTable {

    /** Rows up to which repeated events are looked for here; beyond that, SQL does it. */
    private static final int WATCHED = 1 << 16;

    private final Session session;
    private final RowSources sources;
    private final String event;
    private final String table;
    private final StagedFields fields = new StagedFields();
    private final List<RowsSource.Part> parts = new ArrayList<>();
    private final List<StagedFields.StagedColumn> unspilled = new ArrayList<>();
    private final List<Long> rows = new ArrayList<>();
    private final Set<EventKey> keys = new HashSet<>();
    private final RoaringBitmap known = new RoaringBitmap();
    private final RoaringBitmap unknown = new RoaringBitmap();
    private boolean created;
    private boolean repeats;
    private boolean cut;
    private boolean tagged;
    private int inMemory;
    private long identified;
    private long minMillis = Long.MAX_VALUE;
    private long maxMillis = Long.MIN_VALUE;
    private long minIdentified = Long.MAX_VALUE;
    private long maxIdentified = Long.MIN_VALUE;

    /** @param event the events' name; empty for profiles */
    StagedTable(Session session, RowSources sources, String event, int number) {
        this.session = session;
        this.sources = sources;
        this.event = event;
        this.table = "stage" + number;
    }

    private record EventKey(String id, long time) {}

    void add(RowsSource.Part part) {
        Rows batch = part.rows();
        unspilled.addAll(fields.add(batch.cells().values()));
        parts.add(part);
        inMemory += batch.size();
        while (rows.size() <= part.source()) {
            rows.add(0L);
        }
        rows.set(part.source(), rows.get(part.source()) + batch.size());
        for (int row = 0; row < batch.size(); row++) {
            int profile = part.profiles()[row];
            if (event.isEmpty()) {
                repeats |= !(profile < 0 ? unknown.checkedAdd(-1 - profile) : known.checkedAdd(profile));
                tagged |= batch.tags()[row] != null;
            } else {
                if (profile < 0) {
                    unknown.add(-1 - profile);
                }
                watch(batch.eventIds()[row], batch.times()[row]);
            }
        }
    }

    private void watch(@Nullable String id, long time) {
        minMillis = Math.min(minMillis, time);
        maxMillis = Math.max(maxMillis, time);
        if (id == null) {
            return;
        }
        identified++;
        minIdentified = Math.min(minIdentified, time);
        maxIdentified = Math.max(maxIdentified, time);
        if (identified <= WATCHED) {
            repeats |= !keys.add(new EventKey(id, time));
        } else {
            repeats = true;
            keys.clear();
        }
    }

    /** Moves the rows in memory to the temporary table. */
    void spill(Deadline deadline) {
        if (parts.isEmpty()) {
            return;
        }
        RowsSource source = new RowsSource(!event.isEmpty(), parts, fields, new int[0]);
        try (RowSources.Offer offer = sources.offer(source)) {
            if (created) {
                unspilled.forEach(column -> session.execute("ALTER TABLE temp.main." + table + " ADD COLUMN "
                        + column.name() + " " + RowsSource.sqlType(column.kind())));
                session.update("INSERT INTO temp.main." + table + " BY NAME FROM " + offer.table(), deadline);
            } else {
                session.update("CREATE OR REPLACE TEMP TABLE " + table + " AS FROM " + offer.table(), deadline);
                created = true;
            }
        }
        unspilled.clear();
        parts.clear();
        inMemory = 0;
    }

    /** The rows as they are, readable until the view is closed; spilled ones as a table that can be changed. */
    View open() {
        if (!created) {
            return offer(new int[0]);
        }
        spill(Deadline.none());
        return new View("temp.main." + table, null);
    }

    /** The rows with the ordinals of new ids in place of their numbers. */
    View open(NewProfiles profiles) {
        if (!created) {
            return offer(profiles.ordinals());
        }
        spill(Deadline.none());
        if (unknown.isEmpty()) {
            return new View("temp.main." + table, null);
        }
        if (profiles.areConsecutive()) {
            return new View(
                    "(SELECT CASE WHEN profile < 0 THEN " + (profiles.first() - 1)
                            + " - profile ELSE profile END AS profile, * EXCLUDE (profile) FROM temp.main." + table
                            + ")",
                    null);
        }
        RowSources.Offer offer = sources.offer(new PairSource(profiles.ordinals()));
        return new View(
                "(SELECT coalesce(o.global, t.profile) AS profile, t.* EXCLUDE (profile) FROM temp.main." + table
                        + " t LEFT JOIN " + offer.table() + " o ON o.local = t.profile)",
                offer);
    }

    private View offer(int[] ordinals) {
        RowSources.Offer offer = sources.offer(new RowsSource(!event.isEmpty(), parts, fields, ordinals));
        return new View(offer.table(), offer);
    }

    /** @param table what to write after FROM */
    record View(String table, RowSources.@Nullable Offer offer) implements AutoCloseable {
        @Override
        public void close() {
            if (offer != null) {
                offer.close();
            }
        }
    }

    /** Takes the rows of these profiles out, and tells how many: ordinals, or new ids' numbers as rows have them. */
    long cut(Collection<Integer> profiles, Deadline deadline) {
        spill(deadline);
        String list = profiles.stream().map(String::valueOf).collect(Collectors.joining(", "));
        long rowsOut = session.update("DELETE FROM " + name() + " WHERE profile IN (" + list + ")", deadline);
        cut |= rowsOut > 0;
        return rowsOut;
    }

    /** Takes the rows out that say one of these identities, keys by keyspace, and tells how many. */
    long cut(Map<String, Set<String>> identities, Deadline deadline) {
        List<String> said = new ArrayList<>();
        identities.forEach((keyspace, keys) -> fields.find(FieldKey.identity(keyspace))
                .ifPresent(field -> said.add(field.column(StorageKind.TEXT) + " IN ("
                        + keys.stream().map(Sql::text).collect(Collectors.joining(", ")) + ")")));
        if (said.isEmpty()) {
            return 0;
        }
        spill(deadline);
        long rowsOut = session.update("DELETE FROM " + name() + " WHERE " + String.join(" OR ", said), deadline);
        cut |= rowsOut > 0;
        return rowsOut;
    }

    /** Numbers of new ids that there are rows of. */
    RoaringBitmap newIds(Deadline deadline) {
        spill(deadline);
        RoaringBitmap numbers = new RoaringBitmap();
        String sql = "SELECT DISTINCT -1 - profile FROM " + name() + " WHERE profile < 0";
        return session.query(sql, List.of(), deadline, result -> {
            while (result.next()) {
                numbers.add(result.getInt(1));
            }
            return numbers;
        });
    }

    /** Makes the rows of these profiles, which may be new ids' numbers, a known profile's. */
    void move(Collection<Integer> profiles, int ordinal, Deadline deadline) {
        spill(deadline);
        String list = profiles.stream().map(String::valueOf).collect(Collectors.joining(", "));
        long moved = session.update(
                "UPDATE " + name() + " SET profile = " + ordinal + " WHERE profile IN (" + list + ")", deadline);
        if (moved > 0) {
            cut = true;
            repeats = true;
            known.add(ordinal);
        }
    }

    /** Whether rows were taken out, so that there are fewer than {@link #rows} says. */
    boolean isCut() {
        return cut;
    }

    /** How many rows each import has left. */
    List<Long> keptRows(Deadline deadline) {
        return cut ? countRows(deadline) : rows;
    }

    /** Counts the rows that each import has in the temporary table. */
    List<Long> countRows(Deadline deadline) {
        List<Long> counts = new ArrayList<>(Collections.nCopies(rows.size(), 0L));
        String sql = "SELECT source, count(*) FROM " + name() + " GROUP BY source";
        return session.query(sql, List.of(), deadline, result -> {
            while (result.next()) {
                counts.set(result.getInt(1), result.getLong(2));
            }
            return counts;
        });
    }

    /** Drops the temporary table, which a rollback may have done already. */
    void drop() {
        if (created) {
            session.execute("DROP TABLE IF EXISTS temp.main." + table);
        }
    }

    /** The name of the temporary table, once spilled. */
    String name() {
        return "temp.main." + table;
    }

    String event() {
        return event;
    }

    StagedFields fields() {
        return fields;
    }

    int inMemory() {
        return inMemory;
    }

    /** The rows in memory. */
    List<RowsSource.Part> parts() {
        return parts;
    }

    /** Whether all rows are in memory. */
    boolean isInMemory() {
        return !created;
    }

    /** How many rows each import has; shorter than there are imports where the last ones have none. */
    List<Long> rows() {
        return rows;
    }

    /** Whether an event (by id and time) or a profile may be there twice. */
    boolean mayRepeat() {
        return repeats;
    }

    /** Of a table of profiles: the ordinals of those that were known when their first row came. */
    RoaringBitmap known() {
        return known;
    }

    /** Numbers of new ids. */
    RoaringBitmap unknown() {
        return unknown;
    }

    /** Whether a row says something about tags. */
    boolean hasTags() {
        return tagged;
    }

    /** Whether an event with an id has a time in that range. */
    boolean overlaps(long fromMillis, long toMillis) {
        return identified > 0 && minIdentified <= toMillis && maxIdentified >= fromMillis;
    }

    /** Whether it is so for an event with an id, of those in memory. */
    boolean anyIdentified(BiPredicate<String, Long> predicate) {
        for (RowsSource.Part part : parts) {
            for (int row = 0; row < part.rows().size(); row++) {
                String id = part.rows().eventIds()[row];
                if (id != null && predicate.test(id, part.rows().times()[row])) {
                    return true;
                }
            }
        }
        return false;
    }

    /** SQL for the times that events with ids have. */
    String identifiedTimes() {
        return "BETWEEN " + minIdentified + " AND " + maxIdentified;
    }

    long minMillis() {
        return minMillis;
    }

    long maxMillis() {
        return maxMillis;
    }
}
