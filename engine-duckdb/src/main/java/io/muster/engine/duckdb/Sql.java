package io.muster.engine.duckdb;

/** The one place where texts and names become SQL. */
final class Sql {

    private Sql() {}

    /** A text literal. */
    static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    /** A quoted identifier. */
    static String name(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
