package io.muster.engine.duckdb;

import io.muster.engine.FieldSummary.Scope;
import io.muster.engine.rows.CellKind;
import io.muster.engine.rows.Field;
import io.muster.engine.rows.RowBatch;
import io.muster.engine.rows.RowKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a batch that go to one table, copied without the room that a batch keeps free. Not changed after that.
 *
 * @param places where in the batch they were, counted from 0
 * @param event the name of the events; empty for profiles
 * @param eventIds what an event gave as its id; for profiles nothing
 * @param tags for each profile its tags: null says nothing, empty clears them
 */
@SuppressWarnings("ArrayRecordComponent")
record Rows(
        String event,
        int[] places,
        byte[][] profiles,
        @Nullable String[] eventIds,
        long[] times,
        Map<FieldKey, Cells> cells,
        @Nullable List<String>[] tags) {

    /** Copies those rows of the batch. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static Rows copy(RowBatch batch, String event, int[] selected, byte[][] profiles) {
        int size = selected.length;
        boolean events = batch.kind() == RowKind.EVENTS;
        Rows rows = new Rows(
                event,
                selected,
                new byte[size][],
                new @Nullable String[size],
                new long[events ? size : 0],
                new LinkedHashMap<>(),
                new List[events ? 0 : size]);
        for (int at = 0; at < size; at++) {
            int row = selected[at];
            rows.profiles[at] = profiles[row];
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

    int size() {
        return places.length;
    }

    @Nullable
    Cells find(FieldKey key) {
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
