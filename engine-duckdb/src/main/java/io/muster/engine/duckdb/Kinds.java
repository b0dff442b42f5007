package io.muster.engine.duckdb;

import io.muster.engine.FieldType;
import io.muster.engine.sql.StorageKind;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

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

    static String sqlType(StorageKind kind) {
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

    /** The types of values that columns of these kinds may have; a text column that has dates may have only these. */
    static Set<FieldType> types(Collection<StorageKind> kinds) {
        Set<FieldType> types = EnumSet.noneOf(FieldType.class);
        kinds.forEach(kind -> types.add(type(kind)));
        return types;
    }

    /** The type of the values in a column of that kind. */
    static FieldType type(StorageKind kind) {
        return switch (kind) {
            case TEXT -> FieldType.TEXT;
            case LONG, DECIMAL, DOUBLE -> FieldType.NUMBER;
            case BOOLEAN -> FieldType.BOOLEAN;
            case LIST -> FieldType.LIST;
            case NULL -> FieldType.NULL;
            case INSTANT, DAY -> FieldType.DATE;
        };
    }
}
