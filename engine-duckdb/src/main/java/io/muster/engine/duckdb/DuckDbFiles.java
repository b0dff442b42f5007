package io.muster.engine.duckdb;

import io.muster.engine.Deadline;
import io.muster.engine.Progress;
import io.muster.engine.StoredType;
import io.muster.engine.TableFile;
import io.muster.engine.TableFiles;
import io.muster.engine.TableReader;
import io.muster.engine.TableTarget;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Files of exports, read and written by DuckDB. Thread-safe. */
final class DuckDbFiles implements TableFiles {

    private final Database database;

    DuckDbFiles(Database database) {
        this.database = database;
    }

    @Override
    public long convert(TableFile source, TableTarget target, long total, Progress progress, Deadline deadline) {
        TableScan scan = new TableScan(source);
        TableSql table = new TableSql(target, source.columns());
        String query = "SELECT " + table.select(scan.expressions("t")) + " FROM " + scan.from() + " t";
        try (Session session = database.open()) {
            return new FileCopy(session, deadline).write(query, table, total, progress);
        }
    }

    @Override
    public TableReader read(TableFile source) {
        TableScan scan = new TableScan(source);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < source.columns().size(); i++) {
            TableFile.Column column = source.columns().get(i);
            values.add(plain(scan.expressions("t").get(i), column.type()) + " AS " + Sql.name(column.name()));
        }
        return new NumberReader(
                ParquetReader.open(database, "SELECT " + String.join(", ", values) + " FROM " + scan.from() + " t"),
                source.columns());
    }

    private static String plain(String value, StoredType type) {
        return switch (type) {
            case StoredType.Json() -> "(" + value + ")::VARCHAR";
            case StoredType.Timestamp() -> SqlColumn.instantText(value);
            default -> value;
        };
    }

    @Override
    public List<Long> longestTexts(TableFile source, Deadline deadline) {
        List<String> values = new TableScan(source).expressions("t");
        String lengths = source.columns().stream()
                .map(column -> isText(column)
                        ? "max(length(" + values.get(source.columns().indexOf(column)) + "::VARCHAR))"
                        : "0::BIGINT")
                .collect(Collectors.joining(", "));
        String sql = "SELECT " + lengths + " FROM " + new TableScan(source).from() + " t";
        try (Session session = database.open()) {
            return session.query(sql, List.of(), deadline, result -> {
                List<Long> longest = new ArrayList<>();
                result.next();
                for (int column = 1; column <= source.columns().size(); column++) {
                    longest.add(result.getLong(column));
                }
                return longest;
            });
        }
    }

    private static boolean isText(TableFile.Column column) {
        return column.type() instanceof StoredType.Text || column.type() instanceof StoredType.Json;
    }

    @Override
    public Compared compare(
            TableFile older, TableFile newer, String key, TableTarget target, Progress progress, Deadline deadline) {
        try (Session session = database.open()) {
            Comparison comparison = new Comparison(older, newer, key, digits(session, older, newer, deadline));
            session.update("CREATE TEMP TABLE changes AS " + comparison.sql(), deadline);
            Changes changes = session.query(Comparison.COUNTS, List.of(), deadline, result -> {
                result.next();
                return new Changes(result.getLong(1), result.getLong(2), result.getLong(3), result.getLong(4));
            });
            TableSql table = new TableSql(target, comparison.columns());
            String query = "SELECT " + table.select(comparison.kept()) + " FROM changes t";
            new FileCopy(session, deadline).write(query, table, changes.rows(), progress);
            return new Compared(changes, table.file());
        }
    }

    private static List<Integer> digits(Session session, TableFile older, TableFile newer, Deadline deadline) {
        List<Integer> before = lengths(session, older, newer, deadline);
        List<Integer> now = lengths(session, newer, older, deadline);
        return IntStream.range(0, now.size())
                .mapToObj(i -> Math.max(before.get(i), now.get(i)))
                .toList();
    }

    private static List<Integer> lengths(Session session, TableFile file, TableFile other, Deadline deadline) {
        int columns = file.columns().size();
        if (!Comparison.hasLengths(file, other)) {
            return Collections.nCopies(columns, 0);
        }
        return session.query(Comparison.lengths(file, other), List.of(), deadline, result -> {
            List<Integer> lengths = new ArrayList<>();
            result.next();
            for (int column = 1; column <= columns; column++) {
                lengths.add(result.getInt(column));
            }
            return lengths;
        });
    }
}
