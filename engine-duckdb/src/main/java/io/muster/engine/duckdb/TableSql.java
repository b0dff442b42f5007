package io.muster.engine.duckdb;

import io.muster.engine.CsvDialect;
import io.muster.engine.FormulaGuard;
import io.muster.engine.StoredType;
import io.muster.engine.TableFile;
import io.muster.engine.TableFormat;
import io.muster.engine.TableTarget;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How a table of these columns is written to a file. */
record TableSql(TableTarget target, List<TableFile.Column> columns) {

    Path path() {
        return target.file();
    }

    /** What was written, to be read back. */
    TableFile file() {
        return new TableFile(List.of(target.file()), target.format(), target.dialect(), columns);
    }

    /** Whether COPY cannot write U+FEFF itself. */
    boolean needsByteOrderMark() {
        return target.format() == TableFormat.CSV && target.dialect().byteOrderMark();
    }

    /** The select list for these expressions, one for each column. */
    String select(List<String> expressions) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> value(expressions.get(i), columns.get(i).type()) + " AS "
                        + Sql.name(header(columns.get(i).name())))
                .collect(Collectors.joining(", "));
    }

    private String value(String sql, StoredType type) {
        return switch (type) {
            case StoredType.Text() -> isGuarded() ? guarded(sql) : sql;
            case StoredType.Json() -> "(" + sql + ")" + (target.format() == TableFormat.CSV ? "::VARCHAR" : "::JSON");
            case StoredType.Timestamp() ->
                target.format() == TableFormat.PARQUET
                        ? "to_timestamp(epoch_ms(" + sql + ") / 1000.0)"
                        : SqlColumn.instantText(sql);
            case StoredType.Mixed() -> isJson() ? "(" + sql + ")::JSON" : sql;
            case StoredType.Decimal decimal -> decimal(sql, decimal);
            case StoredType.Whole(), StoredType.Real(), StoredType.Bool() -> sql;
        };
    }

    /** What is stored is whole or short, so that without zeros at its end it can be read back from JSON; a long total may be neither. */
    private String decimal(String sql, StoredType.Decimal type) {
        if (type.isShort()) {
            return target.format() == TableFormat.PARQUET ? "(" + sql + ")::DOUBLE" : sql;
        }
        boolean stored = type.precision() < NumberSql.LONGEST;
        return isJson() && stored ? "(" + NumberSql.text(sql, type) + ")::JSON" : sql;
    }

    private String header(String name) {
        return isGuarded() ? FormulaGuard.guard(name) : name;
    }

    private boolean isJson() {
        return target.format() == TableFormat.NDJSON || target.format() == TableFormat.JSON;
    }

    private boolean isGuarded() {
        return target.format() == TableFormat.CSV && target.dialect().guarded();
    }

    /** Most texts begin with a letter or digit, which is quickly seen. */
    private static String guarded(String sql) {
        return "CASE WHEN " + sql + " >= 'A' OR (" + sql + " >= '.' AND " + sql + " < '=') THEN " + sql + " WHEN "
                + isSuspect(sql) + " THEN '''' || " + sql + " ELSE " + sql + " END";
    }

    /** SQL that takes the guard off a text. */
    static String unguarded(String sql) {
        return "CASE WHEN starts_with(" + sql + ", '''') AND " + isSuspect(sql) + " THEN substr(" + sql + ", 2) ELSE "
                + sql + " END";
    }

    private static String isSuspect(String sql) {
        return "(regexp_matches(" + sql + ", " + Sql.text(FormulaGuard.SUSPECT) + ") AND NOT regexp_matches(" + sql
                + ", " + Sql.text(FormulaGuard.NUMBER) + "))";
    }

    /** The options of COPY. */
    String options() {
        CsvDialect csv = target.dialect();
        return switch (target.format()) {
            case PARQUET -> "FORMAT parquet, COMPRESSION snappy";
            case NDJSON -> "FORMAT json";
            case JSON -> "FORMAT json, ARRAY true";
            case CSV ->
                "FORMAT csv, HEADER " + csv.header() + ", DELIM " + Sql.text(String.valueOf(csv.delimiter()))
                        + ", QUOTE " + Sql.text(String.valueOf(csv.quote())) + ", ESCAPE "
                        + Sql.text(String.valueOf(csv.quote())) + ", NULLSTR " + Sql.text(csv.nullText())
                        + (csv.crlf() ? ", NEW_LINE '\\r\\n'" : "");
        };
    }
}
