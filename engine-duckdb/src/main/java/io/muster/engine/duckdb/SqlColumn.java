package io.muster.engine.duckdb;

import io.muster.engine.StoredType;

/** An expression, and what a file has of its values. */
record SqlColumn(String sql, StoredType type) {

    static final SqlColumn NOTHING = new SqlColumn("NULL::VARCHAR", new StoredType.Text());

    static final SqlColumn NEVER = instant("NULL::BIGINT");

    static SqlColumn text(String sql) {
        return new SqlColumn(sql, new StoredType.Text());
    }

    static SqlColumn bool(String sql) {
        return new SqlColumn(sql, new StoredType.Bool());
    }

    /** An instant given as epoch milliseconds. */
    static SqlColumn instant(String millis) {
        return new SqlColumn("make_timestamp_ms(" + millis + ")", new StoredType.Timestamp());
    }

    /** A TIMESTAMP, which is of UTC, as text. */
    static String instantText(String timestamp) {
        return "strftime(" + timestamp + ", '%Y-%m-%dT%H:%M:%S.%gZ')";
    }

    /** The same values in another place, such as a column of a subquery. */
    SqlColumn at(String elsewhere) {
        return new SqlColumn(elsewhere, type);
    }

    /** The type that SQL knows its values by. */
    static String sqlType(StoredType type) {
        return switch (type) {
            case StoredType.Text(), StoredType.Mixed() -> "VARCHAR";
            case StoredType.Timestamp() -> "TIMESTAMP";
            case StoredType.Json() -> "JSON";
            case StoredType.Whole() -> "BIGINT";
            case StoredType.Decimal(int precision, int scale) -> "DECIMAL(" + precision + "," + scale + ")";
            case StoredType.Real() -> "DOUBLE";
            case StoredType.Bool() -> "BOOLEAN";
        };
    }
}
