package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.engine.sql.StorageKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds profiles by keys that are columns of theirs, in one pass over the column. */
final class KeyLookup {

    private final Session session;
    private final RowSources sources;
    private final State state;
    private final Deadline deadline;

    KeyLookup(Session session, RowSources sources, State state, Deadline deadline) {
        this.session = session;
        this.sources = sources;
        this.state = state;
        this.deadline = deadline;
    }

    Map<String, List<Integer>> byExportKey(Collection<String> keys) {
        return join(keys, "p.export_key = try_cast(k.key AS UUID)");
    }

    Map<String, List<Integer>> byIdentity(String keyspace, Collection<String> keys) {
        String column = state.catalog().columns(FieldKey.identity(keyspace)).get(StorageKind.TEXT);
        return column == null ? Map.of() : join(keys, "p." + column + " = k.key");
    }

    private Map<String, List<Integer>> join(Collection<String> keys, String on) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        try (RowSources.Offer offer = sources.offer(new KeySource(keys))) {
            String sql = "SELECT DISTINCT k.key, p.ordinal FROM " + offer.table() + " k JOIN "
                    + state.catalog().table("profiles") + " p ON " + on;
            return session.query(sql, List.of(), deadline, result -> {
                Map<String, List<Integer>> found = new HashMap<>();
                while (result.next()) {
                    found.computeIfAbsent(result.getString(1), key -> new ArrayList<>(1))
                            .add(result.getInt(2));
                }
                return found;
            });
        }
    }
}
