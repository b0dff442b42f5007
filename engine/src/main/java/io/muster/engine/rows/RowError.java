package io.muster.engine.rows;

import java.util.Locale;

/** Why a row is refused; the lower-case name is the stable code. */
public enum RowError {
    ROW_NOT_JSON,
    ROW_NOT_OBJECT,
    ROW_MISSING_FIELD,
    ROW_WRONG_TYPE,
    ROW_INVALID_TIME,
    ROW_INVALID_UTF8,
    ROW_TOO_LONG,
    ROW_UNKNOWN_FIELD,
    ROW_WRONG_COLUMNS;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
