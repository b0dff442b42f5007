package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.engine.FieldSummary.Scope;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/** Reads a project's {@link State} from its file. */
final class StateReader {

    private final Session session;
    private final String database;
    private final Map<String, Integer> codes = new HashMap<>();
    private final Map<String, Long> sortedTo = new HashMap<>();

    StateReader(Session session, String database) {
        this.session = session;
        this.database = database;
    }

    State read(int format) {
        readEventNames();
        Catalog catalog = Catalog.empty(database).withColumns(columns()).withEvents(codes);
        Map<String, EventStats> events = new HashMap<>();
        codes.forEach((name, code) -> {
            EventStats stats = stats(catalog.eventTable(code), sortedTo.getOrDefault(name, 0L));
            if (stats.rows() > 0) {
                events.put(name, stats);
            }
        });
        RoaringBitmap retired = retired();
        String sql = "SELECT format, data_version, profiles, next_sequence FROM " + table("meta");
        return session.query(sql, List.of(), Deadline.none(), result -> {
            result.next();
            if (result.getInt(1) != format) {
                throw new MusterException(
                        ErrorCode.INTERNAL,
                        "The project's file has format " + result.getInt(1) + "; this version reads " + format + ".");
            }
            return new State(
                    result.getLong(2),
                    result.getInt(3),
                    result.getLong(2),
                    result.getLong(4),
                    Map.copyOf(events),
                    catalog,
                    retired);
        });
    }

    private RoaringBitmap retired() {
        return session.query("SELECT ordinal FROM " + table("retired"), List.of(), Deadline.none(), result -> {
            RoaringBitmap ordinals = new RoaringBitmap();
            while (result.next()) {
                ordinals.add(result.getInt(1));
            }
            return ordinals;
        });
    }

    private void readEventNames() {
        session.query("SELECT name, code, sorted_to FROM " + table("events"), List.of(), Deadline.none(), result -> {
            while (result.next()) {
                codes.put(result.getString(1), result.getInt(2));
                sortedTo.put(result.getString(1), result.getLong(3));
            }
            return codes;
        });
    }

    private List<Catalog.Column> columns() {
        String sql = "SELECT scope, event, name, number, kind FROM " + table("columns") + " ORDER BY position";
        return session.query(sql, List.of(), Deadline.none(), result -> {
            List<Catalog.Column> columns = new ArrayList<>();
            while (result.next()) {
                FieldKey field =
                        new FieldKey(Scope.valueOf(result.getString(1)), result.getString(2), result.getString(3));
                columns.add(new Catalog.Column(
                        field, result.getInt(4), Kinds.of(result.getString(5).charAt(0))));
            }
            return columns;
        });
    }

    /** Whether rows that came since the last sorting lie in order is not recorded, so it is not presumed. */
    private EventStats stats(String table, long sortedTo) {
        String sql =
                "SELECT count(*), min(time), max(time), count(*) FILTER (WHERE seq >= " + sortedTo + ") FROM " + table;
        return session.query(sql, List.of(), Deadline.none(), result -> {
            result.next();
            long rows = result.getLong(1);
            return rows == 0
                    ? EventStats.EMPTY
                    : new EventStats(
                            rows, result.getLong(2), result.getLong(3), result.getLong(4), result.getLong(4) == 0);
        });
    }

    private String table(String name) {
        return Sql.name(database) + ".main." + name;
    }
}
