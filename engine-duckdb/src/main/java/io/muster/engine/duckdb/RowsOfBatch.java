package io.muster.engine.duckdb;

import io.muster.engine.rows.RowBatch;
import io.muster.engine.rows.RowKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A copy of a batch, its rows taken apart by the table they go to.
 *
 * @param profiles the profile of each row, in the batch's order
 */
@SuppressWarnings("ArrayRecordComponent")
record RowsOfBatch(byte[][] profiles, List<Rows> byTable) {

    static RowsOfBatch copyOf(RowBatch batch) {
        byte[][] profiles = new byte[batch.size()][];
        Map<String, IntStream.Builder> places = new LinkedHashMap<>();
        for (int row = 0; row < batch.size(); row++) {
            profiles[row] = Utf8.bytes(batch.profile(row));
            String table = batch.kind() == RowKind.EVENTS ? batch.eventName(row) : "";
            places.computeIfAbsent(table, name -> IntStream.builder()).add(row);
        }
        List<Rows> byTable = new ArrayList<>();
        places.forEach((table, rows) ->
                byTable.add(Rows.copy(batch, table, rows.build().toArray(), profiles)));
        return new RowsOfBatch(profiles, byTable);
    }

    int size() {
        return profiles.length;
    }
}
