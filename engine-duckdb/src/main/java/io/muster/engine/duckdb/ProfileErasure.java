package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.engine.Erasure;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;

/** Deletes the rows of profiles, inside the open transaction of a session and under the project's commit lock. */
final class ProfileErasure {

    private final Session session;
    private final State before;
    private final Deadline deadline;

    ProfileErasure(Session session, State before, Deadline deadline) {
        this.session = session;
        this.before = before;
        this.deadline = deadline;
    }

    /** What was erased, and what is so once that is committed. */
    record Erased(Erasure erasure, State next) {}

    Erased apply(RoaringBitmap ordinals) {
        String listed =
                IntStream.of(ordinals.toArray()).mapToObj(String::valueOf).collect(Collectors.joining(", "));
        Map<String, Long> counts = new HashMap<>();
        Map<String, EventStats> left = new HashMap<>(before.events());
        before.events().forEach((event, stats) -> {
            String table = before.catalog().eventTable(event);
            long rows = session.update("DELETE FROM " + table + " WHERE profile IN (" + listed + ")", deadline);
            if (rows > 0) {
                counts.put(event, rows);
                left.put(event, recounted(table, stats));
            }
        });
        left.values().removeIf(stats -> stats.rows() == 0);
        Catalog catalog = before.catalog();
        session.update("DELETE FROM " + catalog.table("profiles") + " WHERE ordinal IN (" + listed + ")", deadline);
        session.update("DELETE FROM " + catalog.table("aliases") + " WHERE ordinal IN (" + listed + ")", deadline);
        State next = before.without(ordinals, Map.copyOf(left));
        session.execute(
                "INSERT INTO " + catalog.table("retired") + " SELECT unnest([" + listed + "]), " + next.version());
        return new Erased(new Erasure(ordinals, counts, next.version()), next);
    }

    private EventStats recounted(String table, EventStats stats) {
        return session.query("SELECT count(*), min(time), max(time) FROM " + table, List.of(), deadline, result -> {
            result.next();
            long rows = result.getLong(1);
            return rows == 0
                    ? EventStats.EMPTY
                    : new EventStats(
                            rows,
                            result.getLong(2),
                            result.getLong(3),
                            Math.min(stats.unsorted(), rows),
                            stats.ordered());
        });
    }
}
