package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot.EventPosition;
import io.muster.engine.Event;
import io.muster.engine.FieldSummary.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Reads one profile's events, newest first. */
final class EventReader {

    private static final Comparator<Event> NEWEST_FIRST = Comparator.comparing(
                    Event::position,
                    Comparator.comparingLong(EventPosition::timeMillis).thenComparingLong(EventPosition::sequence))
            .reversed();

    private final Session session;
    private final State state;
    private final Deadline deadline;

    EventReader(Session session, State state, Deadline deadline) {
        this.session = session;
        this.state = state;
        this.deadline = deadline;
    }

    List<Event> read(int profile, @Nullable EventPosition after, int limit) {
        List<Event> events = new ArrayList<>();
        for (String name : state.events().keySet()) {
            events.addAll(read(name, profile, after, limit));
        }
        events.sort(NEWEST_FIRST);
        return List.copyOf(events.subList(0, Math.min(limit, events.size())));
    }

    private List<Event> read(String name, int profile, @Nullable EventPosition after, int limit) {
        List<FieldKey> fields = fields(name);
        String columns = String.join(", ", columns(fields));
        String older = after == null
                ? ""
                : " AND (time < " + after.timeMillis() + " OR time = " + after.timeMillis() + " AND seq < "
                        + after.sequence() + ")";
        String sql = "SELECT " + columns + " FROM " + state.catalog().eventTable(name) + " WHERE profile = " + profile
                + older + " ORDER BY time DESC, seq DESC LIMIT " + limit;
        return session.query(sql, List.of(), deadline, result -> events(name, fields, result));
    }

    /** Events of one name as a select finds them, which is made of the columns to read. */
    List<Event> newest(String name, Function<List<Field<?>>, Optional<Select<?>>> select) {
        List<FieldKey> fields = fields(name);
        List<Field<?>> columns =
                columns(fields).stream().<Field<?>>map(DSL::field).toList();
        return select.apply(columns)
                .map(query -> session.query(query, deadline, result -> events(name, fields, result)))
                .orElse(List.of());
    }

    private List<FieldKey> fields(String name) {
        return state.catalog().fields(Scope.PROPERTY, name);
    }

    private List<String> columns(List<FieldKey> fields) {
        Stream<String> values = fields.stream()
                .flatMap(field -> StoredValue.columns(state.catalog(), field).stream())
                .map(Map.Entry::getValue);
        return Stream.concat(Stream.of("id", "time", "seq"), values).toList();
    }

    private List<Event> events(String name, List<FieldKey> fields, ResultSet result) throws SQLException {
        List<Event> events = new ArrayList<>();
        while (result.next()) {
            events.add(event(name, fields, result));
        }
        return events;
    }

    private Event event(String name, List<FieldKey> fields, ResultSet row) throws SQLException {
        Map<String, @Nullable Object> properties = new LinkedHashMap<>();
        int column = 4;
        for (FieldKey field : fields) {
            var columns = StoredValue.columns(state.catalog(), field);
            StoredValue.Read read = StoredValue.read(row, column, columns);
            column += columns.size();
            if (read.present()) {
                properties.put(field.name(), read.value());
            }
        }
        EventPosition position = new EventPosition(row.getLong(2), row.getLong(3));
        return new Event(row.getString(1), name, row.getLong(2), properties, position);
    }
}
