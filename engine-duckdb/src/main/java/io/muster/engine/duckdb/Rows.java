package io.muster.engine.duckdb;

import io.muster.engine.FieldSummary.Scope;
import io.muster.engine.rows.CellKind;
import io.muster.engine.rows.Field;
import io.muster.engine.rows.RowBatch;
import io.muster.engine.rows.RowKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a batch that go to one table, copied without the room that a batch keeps free. Not changed after that.
 *
 * @param event the name of the events; empty for profiles
 * @param eventIds what an event gave as its id; for profiles nothing
 * @param tags for each profile its tags: null says nothing, empty clears them
 */
@SuppressWarnings("ArrayRecordComponent")
record Rows(
        String event,
        int size,
        byte[][] profiles,
        @Nullable String[] eventIds,
        long[] times,
        Map<FieldKey, Cells> cells,
        @Nullable List<String>[] tags) {

    /** The batch's rows, by table. */
    static List<Rows> split(RowBatch batch) {
        if (batch.kind() == RowKind.PROFILES) {
            return List.of(copy(batch, "", IntStream.range(0, batch.size()).toArray()));
        }
        Map<String, IntStream.Builder> byName = new LinkedHashMap<>();
        for (int row = 0; row < batch.size(); row++) {
            byName.computeIfAbsent(batch.eventName(row), name -> IntStream.builder()).add(row);
        }
        List<Rows> split = new ArrayList<>();
        byName.forEach((name, rows) -> split.add(copy(batch, name, rows.build().toArray())));
        return split;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Rows copy(RowBatch batch, String event, int[] selected) {
        int size = selected.length;
        boolean events = batch.kind() == RowKind.EVENTS;
        Rows rows = new Rows(
                event,
                size,
                new byte[size][],
                new @Nullable String[size],
                new long[events ? size : 0],
                new LinkedHashMap<>(),
                new List[events ? 0 : size]);
        for (int at = 0; at < size; at++) {
            int row = selected[at];
            rows.profiles[at] = Utf8.bytes(batch.profile(row));
            if (events) {
                rows.eventIds[at] = batch.eventId(row);
                rows.times[at] = batch.time(row);
            } else {
                rows.tags[at] = tags(batch.tags(), row);
            }
        }
        Scope scope = events ? Scope.PROPERTY : Scope.ATTRIBUTE;
        batch.fields().forEach(field -> rows.copy(new FieldKey(scope, event, field.name()), field, selected));
        batch.identities().forEach(field -> rows.copy(FieldKey.identity(field.name()), field, selected));
        return rows;
    }

    @Nullable Cells find(FieldKey key) {
        return cells.get(key);
    }

    private void copy(FieldKey key, Field field, int[] selected) {
        Cells copy = Cells.copyOf(key, field, selected);
        if (!copy.present().isEmpty()) {
            cells.put(key, copy);
        }
    }

    private static @Nullable List<String> tags(Field tags, int row) {
        CellKind kind = tags.kind(row);
        if (kind == CellKind.ABSENT) {
            return null;
        }
        return kind == CellKind.NULL ? List.of() : tags.list(row);
    }
}
