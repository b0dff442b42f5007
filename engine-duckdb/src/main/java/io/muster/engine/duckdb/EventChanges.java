package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;

/** Writes staged events, inside the open transaction of their session and under the project's commit lock. */
final class EventChanges {

    /** Rows from which on they are sorted by time as they are inserted. */
    private static final long SORT_AT = 10_000;

    /** Rows below which appending them is faster than a statement. */
    private static final long APPEND_BELOW = 1_000;

    private final Staging staging;
    private final Session session;
    private final State before;
    private final RecentEvents recent;
    private final Deadline deadline;
    private final List<Long> kept = new ArrayList<>();
    private final RoaringBitmap used = new RoaringBitmap();

    EventChanges(Staging staging, State before, RecentEvents recent, Deadline deadline) {
        this.staging = staging;
        this.session = staging.session();
        this.before = before;
        this.recent = recent;
        this.deadline = deadline;
    }

    Changes apply(ProfileIndex index) {
        Map<StagedTable, Long> tables = new HashMap<>();
        for (StagedTable table : staging.tables()) {
            boolean fewer = dropDuplicates(table) > 0 || table.isCut();
            long rows = fewer ? recount(table) : count(table);
            if (rows > 0) {
                tables.put(table, rows);
            }
        }
        NewProfiles profiles = new NewProfiles(staging.unknownIds(), used, index);
        insertProfiles(profiles);
        Map<String, EventStats> stats = new HashMap<>(before.events());
        tables.forEach((table, rows) -> {
            boolean sorted = rows >= SORT_AT;
            insert(table, rows, profiles, sorted);
            EventStats added = before.stats(table.event()).with(rows, table.minMillis(), table.maxMillis(), sorted);
            stats.put(table.event(), added);
        });
        State next = new State(
                before.version() + 1,
                before.profiles() + profiles.size(),
                before.profilesChanged(),
                before.nextSequence() + staging.total(),
                Map.copyOf(stats),
                before.catalog(),
                before.retired());
        return new Changes(kept, profiles, next);
    }

    /** How many duplicates there are; what is staged is of no use afterwards. */
    long duplicates() {
        return staging.tables().stream().mapToLong(this::dropDuplicates).sum();
    }

    private long dropDuplicates(StagedTable table) {
        EventStats stored = before.stats(table.event());
        long dropped = 0;
        if (table.mayRepeat()) {
            table.spill(deadline);
            dropped += dropRepeated(table.name());
        }
        if (mayBeStored(table, stored) && hasStored(table)) {
            table.spill(deadline);
            dropped += session.update(
                    "DELETE FROM " + table.name() + " WHERE pos IN (" + stored(table, table.name()) + ")", deadline);
        }
        return dropped;
    }

    private boolean mayBeStored(StagedTable table, EventStats stored) {
        if (!table.overlaps(stored.minMillis(), stored.maxMillis())) {
            return false;
        }
        return !table.isInMemory()
                || table.anyIdentified((id, time) -> recent.mayHave(table.event(), stored, id, time));
    }

    private long dropRepeated(String table) {
        return session.update(
                "DELETE FROM " + table + " WHERE pos IN (SELECT pos FROM " + table
                        + " WHERE id IS NOT NULL AND hash(id, time) IN (SELECT hash(id, time) FROM " + table
                        + " WHERE id IS NOT NULL GROUP BY 1 HAVING count(*) > 1)"
                        + " QUALIFY row_number() OVER (PARTITION BY id, time ORDER BY pos) > 1)",
                deadline);
    }

    private boolean hasStored(StagedTable table) {
        try (StagedTable.View rows = table.open()) {
            return session.number("SELECT count(*) FROM (" + stored(table, rows.table()) + " LIMIT 1)", deadline) > 0;
        }
    }

    /** The positions of staged events that are already stored. */
    private String stored(StagedTable table, String rows) {
        return "SELECT s.pos FROM " + before.catalog().eventTable(table.event()) + " e JOIN " + rows
                + " s ON e.id = s.id AND e.time = s.time WHERE e.time " + table.identifiedTimes();
    }

    private long count(StagedTable table) {
        keep(table.rows());
        used.or(table.unknown());
        return table.rows().stream().mapToLong(Long::longValue).sum();
    }

    private long recount(StagedTable table) {
        List<Long> rows = table.countRows(deadline);
        String numbers = "SELECT DISTINCT -1 - profile FROM " + table.name() + " WHERE profile < 0";
        session.query(numbers, List.of(), deadline, result -> {
            while (result.next()) {
                used.add(result.getInt(1));
            }
            return used;
        });
        keep(rows);
        return rows.stream().mapToLong(Long::longValue).sum();
    }

    private void keep(List<Long> rows) {
        while (kept.size() < rows.size()) {
            kept.add(0L);
        }
        for (int source = 0; source < rows.size(); source++) {
            kept.set(source, kept.get(source) + rows.get(source));
        }
    }

    private void insertProfiles(NewProfiles profiles) {
        if (profiles.size() == 0) {
            return;
        }
        try (RowSources.Offer offer = staging.sources().offer(profiles)) {
            session.update(
                    "INSERT INTO " + before.catalog().table("profiles") + " (ordinal, id, export_key)"
                            + " SELECT ordinal, id, uuid() FROM " + offer.table(),
                    deadline);
        }
    }

    private void insert(StagedTable table, long rows, NewProfiles profiles, boolean sorted) {
        if (table.isInMemory() && rows < APPEND_BELOW) {
            try {
                new RowAppender(session, before.catalog(), table).append(profiles.ordinals(), before.nextSequence());
            } catch (SQLException e) {
                throw Failures.of(e, deadline);
            }
        } else {
            insertSelected(table, profiles, sorted);
        }
    }

    private void insertSelected(StagedTable table, NewProfiles profiles, boolean sorted) {
        Map<String, String> values = new StagedValues(before.catalog()).inserted(table.fields());
        try (StagedTable.View rows = table.open(profiles)) {
            session.update(
                    "INSERT INTO " + before.catalog().eventTable(table.event()) + " (profile, time, id, seq"
                            + values.keySet().stream()
                                    .map(column -> ", " + column)
                                    .collect(Collectors.joining())
                            + ") SELECT s.profile, s.time, s.id, s.pos + " + before.nextSequence()
                            + values.values().stream()
                                    .map(value -> ", " + value)
                                    .collect(Collectors.joining())
                            + " FROM " + rows.table() + " s" + (sorted ? " ORDER BY s.time" : ""),
                    deadline);
        }
    }
}
