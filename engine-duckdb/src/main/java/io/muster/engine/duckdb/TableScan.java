package io.muster.engine.duckdb;

import io.muster.engine.CsvDialect;
import io.muster.engine.StoredType;
import io.muster.engine.TableFile;
import io.muster.engine.TableFormat;
import java.util.List;
import java.util.stream.Collectors;

/** SQL that reads a table's files as they were written. */
final class TableScan {

    /** Bytes of the longest row that can be read back. */
    private static final int LONGEST_ROW = 32 << 20;

    private final TableFile file;

    TableScan(TableFile file) {
        this.file = file;
    }

    /** What to write after FROM, to be given a name. */
    String from() {
        return switch (file.format()) {
            case PARQUET -> "read_parquet(" + parts() + ")";
            case CSV -> csv(file.dialect());
            case NDJSON -> json("newline_delimited");
            case JSON -> json("array");
        };
    }

    /** The values of the columns, as they were before they were written. */
    List<String> expressions(String alias) {
        return file.columns().stream()
                .map(column -> value(alias + "." + Sql.name(column.name()), column.type()))
                .toList();
    }

    private String value(String sql, StoredType type) {
        boolean guarded = file.format() == TableFormat.CSV && file.dialect().guarded();
        return switch (type) {
            case StoredType.Text() -> guarded ? TableSql.unguarded(sql) : sql;
            case StoredType.Decimal _ when isReadAsText(type) -> "(" + sql + ")::" + SqlColumn.sqlType(type);
            case StoredType.Timestamp() ->
                isReadAsText(type)
                        ? "(" + sql + ")::" + SqlColumn.sqlType(type)
                        : "make_timestamp_ms(epoch_ms(" + sql + "))";
            case StoredType.Decimal _,
                    StoredType.Json _,
                    StoredType.Whole _,
                    StoredType.Real _,
                    StoredType.Mixed _,
                    StoredType.Bool _ -> sql;
        };
    }

    /** Whether values are cast once they are read: read as numbers, long ones would go by way of a double. */
    private boolean isReadAsText(StoredType type) {
        boolean json = file.format() == TableFormat.NDJSON || file.format() == TableFormat.JSON;
        return switch (type) {
            case StoredType.Decimal decimal -> json && !decimal.isShort();
            case StoredType.Timestamp() -> file.format() != TableFormat.PARQUET;
            default -> false;
        };
    }

    private String csv(CsvDialect csv) {
        return "read_csv(" + parts() + ", auto_detect = false, header = " + csv.header() + ", delim = "
                + Sql.text(String.valueOf(csv.delimiter())) + ", quote = " + Sql.text(String.valueOf(csv.quote()))
                + ", escape = " + Sql.text(String.valueOf(csv.quote())) + ", nullstr = " + Sql.text(csv.nullText())
                + ", new_line = " + (csv.crlf() ? "'\\r\\n'" : "'\\n'")
                + ", allow_quoted_nulls = false, max_line_size = " + LONGEST_ROW + ", buffer_size = " + 2 * LONGEST_ROW
                + ", columns = " + columns() + ")";
    }

    private String json(String format) {
        return "read_json(" + parts() + ", format = '" + format + "', maximum_object_size = " + LONGEST_ROW
                + ", columns = " + columns() + ")";
    }

    private String parts() {
        return file.parts().stream().map(part -> Sql.text(part.toString())).collect(Collectors.joining(", ", "[", "]"));
    }

    private String columns() {
        return file.columns().stream()
                .map(column -> Sql.text(column.name()) + ": "
                        + Sql.text(isReadAsText(column.type()) ? "VARCHAR" : SqlColumn.sqlType(column.type())))
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
