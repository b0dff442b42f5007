package io.muster.engine.duckdb;

import io.muster.engine.TableReader;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of a Parquet file that anyone may have made. For one thread. */
final class ParquetReader implements TableReader {

    private final Session session;
    private final PreparedStatement statement;
    private final ResultSet rows;
    private final List<String> columns;

    private ParquetReader(Session session, PreparedStatement statement, ResultSet rows, List<String> columns) {
        this.session = session;
        this.statement = statement;
        this.rows = rows;
        this.columns = columns;
    }

    static ParquetReader open(Database database, Path file) {
        return open(database, "FROM read_parquet(" + Sql.text(file.toString()) + ")");
    }

    static ParquetReader open(Database database, String sql) {
        Session session = database.open();
        try {
            PreparedStatement statement = session.connection().prepareStatement(sql);
            ResultSet rows = statement.executeQuery();
            return new ParquetReader(session, statement, rows, names(rows.getMetaData()));
        } catch (SQLException e) {
            session.close();
            throw invalid(e);
        }
    }

    private static List<String> names(ResultSetMetaData metadata) throws SQLException {
        List<String> names = new ArrayList<>();
        for (int column = 1; column <= metadata.getColumnCount(); column++) {
            names.add(metadata.getColumnName(column));
        }
        return List.copyOf(names);
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public boolean next() {
        try {
            return rows.next();
        } catch (SQLException e) {
            throw invalid(e);
        }
    }

    @Override
    public @Nullable Object value(int column) {
        try {
            return JavaValue.of(rows.getObject(column + 1));
        } catch (SQLException e) {
            throw invalid(e);
        }
    }

    @Override
    public void close() {
        try (session;
                statement;
                rows) {
            // Closes them, last first.
        } catch (SQLException e) {
            throw invalid(e);
        }
    }

    private static MusterException invalid(SQLException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("Permission Error") || message.contains("No files found")) {
            return new MusterException(ErrorCode.INTERNAL, "The file cannot be opened.", e);
        }
        return new MusterException(
                ErrorCode.INVALID_PARQUET, "The file cannot be read as Parquet: " + firstLine(message), e);
    }

    /** What follows may name places on this machine. */
    private static String firstLine(String message) {
        String line = message.lines().findFirst().orElse("").replaceAll("'[^']*/[^']*'|\"[^\"]*/[^\"]*\"", "the file");
        return line.endsWith(".") ? line : line + ".";
    }
}
