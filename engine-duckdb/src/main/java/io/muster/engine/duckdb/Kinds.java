package io.muster.engine.duckdb;

import io.muster.engine.sql.StorageKind;

/** How the kinds of value columns are named and typed. */
final class Kinds {

    private Kinds() {}

    /** The letter that a column of that kind ends with. */
    static char letter(StorageKind kind) {
        return switch (kind) {
            case TEXT -> 's';
            case LONG -> 'i';
            case DECIMAL -> 'm';
            case DOUBLE -> 'd';
            case BOOLEAN -> 'b';
            case LIST -> 'l';
            case NULL -> 'n';
            case INSTANT -> 't';
            case DAY -> 'c';
        };
    }

    static StorageKind of(char letter) {
        for (StorageKind kind : StorageKind.values()) {
            if (letter(kind) == letter) {
                return kind;
            }
        }
        throw new IllegalStateException("no kind of column is called " + letter);
    }

    static String type(StorageKind kind) {
        return switch (kind) {
            case TEXT -> "VARCHAR";
            case LONG, INSTANT -> "BIGINT";
            case DECIMAL -> "DECIMAL(18,4)";
            case DOUBLE -> "DOUBLE";
            case BOOLEAN, NULL -> "BOOLEAN";
            case LIST -> "VARCHAR[]";
            case DAY -> "INTEGER";
        };
    }
}
