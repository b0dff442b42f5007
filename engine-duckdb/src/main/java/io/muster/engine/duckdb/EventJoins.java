package io.muster.engine.duckdb;

import io.muster.engine.ExportColumn.EventFact;
import io.muster.engine.ExportColumn.Fact;
import io.muster.engine.StoredType;
import io.muster.engine.sql.StorageKind;
import io.muster.model.condition.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What columns of events are joined from: one subquery for each event and window, grouped by profile. For one statement.
 */
final class EventJoins {

    /** Orders events of one profile: by time and, at the same time, by arrival. */
    private static final String POSITION = "(e.time::HUGEINT * 4611686018427387904 + e.seq)";

    private final Catalog catalog;
    private final FieldSql fields;
    private final Map<Group, List<String>> groups = new LinkedHashMap<>();
    private boolean seen;

    EventJoins(Catalog catalog, FieldSql fields) {
        this.catalog = catalog;
        this.fields = fields;
    }

    private record Group(String event, Window.@Nullable Resolved window) {}

    /** When the first or last of all the profile's events happened. */
    SqlColumn seen(boolean last) {
        if (catalog.eventCodes().isEmpty()) {
            return SqlColumn.NEVER;
        }
        seen = true;
        return SqlColumn.instant(last ? "seen.latest" : "seen.earliest");
    }

    SqlColumn fact(EventFact fact) {
        boolean known = catalog.eventCodes().containsKey(fact.event());
        return switch (fact.fact()) {
            case COUNT -> known ? orZero(aggregate(fact, whole("count(*)"))) : whole("0");
            case SUM -> known ? orZero(aggregate(fact, sum(fact))) : whole("0");
            case FIRST, LAST -> known ? extreme(fact) : none(fact);
            case AVG -> known ? aggregate(fact, average(fact)) : SqlColumn.NOTHING;
            case MIN, MAX -> known ? aggregate(fact, bound(fact)) : SqlColumn.NOTHING;
        };
    }

    private static SqlColumn none(EventFact fact) {
        return fact.property() == null ? SqlColumn.NEVER : SqlColumn.NOTHING;
    }

    private SqlColumn extreme(EventFact fact) {
        boolean last = fact.fact() == Fact.LAST;
        if (fact.property() == null) {
            SqlColumn time = aggregate(fact, whole(last ? "max(e.time)" : "min(e.time)"));
            return SqlColumn.instant(time.sql());
        }
        SqlColumn value = fields.value(field(fact), table(fact), "e");
        String function = last ? "arg_max_null" : "arg_min_null";
        return aggregate(fact, value.at(function + "(" + value.sql() + ", " + POSITION + ")"));
    }

    private SqlColumn bound(EventFact fact) {
        return fields.bound(fact.fact() == Fact.MIN ? "min" : "max", field(fact), table(fact), "e");
    }

    private SqlColumn sum(EventFact fact) {
        return fields.total(field(fact), table(fact), "e").orElseGet(() -> whole("0"));
    }

    private SqlColumn average(EventFact fact) {
        List<Map.Entry<StorageKind, String>> columns = fields.numbers(field(fact));
        if (columns.isEmpty()) {
            return SqlColumn.NOTHING;
        }
        boolean doubles = NumberSql.hasDoubles(columns);
        String numbers = NumberSql.each(columns, "e", doubles ? "DOUBLE" : "DECIMAL(38,4)");
        String sum = (doubles ? "fsum(" : "sum(") + numbers + ")::DOUBLE";
        return new SqlColumn(sum + " / count(" + numbers + ")", new StoredType.Real());
    }

    private SqlColumn aggregate(EventFact fact, SqlColumn column) {
        List<Group> known = new ArrayList<>(groups.keySet());
        Group group = new Group(fact.event(), fact.window());
        List<String> columns = groups.computeIfAbsent(group, it -> new ArrayList<>());
        int number = known.contains(group) ? known.indexOf(group) : known.size();
        columns.add(column.sql());
        return column.at("f" + number + ".c" + (columns.size() - 1));
    }

    private static SqlColumn orZero(SqlColumn column) {
        return column.at("coalesce(" + column.sql() + ", 0)");
    }

    private static SqlColumn whole(String sql) {
        return new SqlColumn(sql, new StoredType.Whole());
    }

    private String table(EventFact fact) {
        return catalog.eventTable(fact.event());
    }

    private static FieldKey field(EventFact fact) {
        return FieldKey.property(fact.event(), fact.property() == null ? "" : fact.property());
    }

    boolean isEmpty() {
        return groups.isEmpty() && !seen;
    }

    /** The joins, on profiles called {@code p}; to be asked for once all columns are known. */
    String sql() {
        StringBuilder joins = new StringBuilder();
        int number = 0;
        for (Map.Entry<Group, List<String>> group : groups.entrySet()) {
            StringBuilder select = new StringBuilder("SELECT e.profile");
            for (int i = 0; i < group.getValue().size(); i++) {
                select.append(", ")
                        .append(group.getValue().get(i))
                        .append(" AS c")
                        .append(i);
            }
            select.append(" FROM ")
                    .append(catalog.eventTable(group.getKey().event()))
                    .append(" e")
                    .append(where(group.getKey().window()))
                    .append(" GROUP BY e.profile");
            joins.append(" LEFT JOIN (" + select + ") f" + number + " ON f" + number + ".profile = p.ordinal");
            number++;
        }
        return joins + (seen ? " LEFT JOIN (" + allEvents() + ") seen ON seen.profile = p.ordinal" : "");
    }

    private String allEvents() {
        return catalog.eventCodes().values().stream()
                .map(code -> "SELECT profile, min(time) AS first, max(time) AS last FROM " + catalog.eventTable(code)
                        + " GROUP BY profile")
                .collect(Collectors.joining(
                        " UNION ALL ",
                        "SELECT profile, min(first) AS earliest, max(last) AS latest FROM (",
                        ") GROUP BY profile"));
    }

    private static String where(Window.@Nullable Resolved window) {
        List<String> bounds = new ArrayList<>();
        if (window != null && window.from() != null) {
            bounds.add("e.time >= " + window.from().toEpochMilli());
        }
        if (window != null && window.to() != null) {
            bounds.add("e.time < " + window.to().toEpochMilli());
        }
        return bounds.isEmpty() ? "" : " WHERE " + String.join(" AND ", bounds);
    }
}
