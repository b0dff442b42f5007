package io.muster.engine.sql;

import java.util.Map;
import java.util.Optional;

/** The columns that one name's values lie in; a kind never stored under that name has none. */
public record ValueColumns(Map<StorageKind, String> columns) {
    public ValueColumns {
        columns = Map.copyOf(columns);
    }

    public Optional<String> column(StorageKind kind) {
        return Optional.ofNullable(columns.get(kind));
    }
}
