package io.muster.server.export;

import io.muster.engine.StoredType;
import io.muster.engine.TableFile;
import java.util.List;

/**
 * How an export's files are to be read.
 *
 * @param file the columns of the files that were asked for
 * @param state the columns of all rows, where these files have only what changed; else empty
 */
public record StoredColumns(List<StoredColumn> file, List<StoredColumn> state) {

    public StoredColumns {
        file = List.copyOf(file);
        state = List.copyOf(state);
    }

    /** A column's name, and its type as {@link StoredType#text} writes it. */
    public record StoredColumn(String name, String type) {}

    static List<StoredColumn> of(List<TableFile.Column> columns) {
        return columns.stream()
                .map(column -> new StoredColumn(column.name(), column.type().text()))
                .toList();
    }

    static List<TableFile.Column> columns(List<StoredColumn> columns) {
        return columns.stream()
                .map(column -> new TableFile.Column(column.name(), StoredType.parse(column.type())))
                .toList();
    }
}
