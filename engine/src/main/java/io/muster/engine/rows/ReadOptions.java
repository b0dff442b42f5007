package io.muster.engine.rows;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a file of columns is read.
 *
 * @param mapping column → field: {@code id}, {@code profile}, {@code name}, {@code time}, {@code shared_user_id},
 *     {@code tags}, {@code identity:KEYSPACE} or the name of an attribute or property; the empty text drops the column.
 *     A column that is not named is the field of its own name
 * @param types column or field → type, for attributes and properties; of other columns of CSV it is found from all
 *     their values
 * @param zone that of times without an offset
 * @param dateFormat a pattern of {@link java.time.format.DateTimeFormatter} that times and dates may have beside the
 *     ISO forms, such as {@code M/d/yyyy H:mm}
 * @param eventName the name of all events, in place of a column
 * @param delimiter between columns of CSV
 * @param missing an unquoted value that is as good as none, such as {@code NA} or {@code NULL}; of CSV only
 */
public record ReadOptions(
        Map<String, String> mapping,
        Map<String, ColumnType> types,
        ZoneId zone,
        @Nullable String dateFormat,
        @Nullable String eventName,
        char delimiter,
        @Nullable String missing) {

    public ReadOptions {
        mapping = Map.copyOf(mapping);
        types = Map.copyOf(types);
        if (delimiter == '"' || delimiter == '\n' || delimiter == '\r' || delimiter == 0 || delimiter > 126) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST,
                    "delimiter is " + JsonTexts.quote(String.valueOf(delimiter))
                            + "; it has to be one ASCII character such as , or ; or a tab.");
        }
        if (eventName != null && eventName.isEmpty()) {
            throw new MusterException(
                    ErrorCode.INVALID_REQUEST, "name is empty; give the events' name, or leave it out.");
        }
    }

    /** The same, with no value but the empty one for missing. */
    public ReadOptions(
            Map<String, String> mapping,
            Map<String, ColumnType> types,
            ZoneId zone,
            @Nullable String dateFormat,
            @Nullable String eventName,
            char delimiter) {
        this(mapping, types, zone, dateFormat, eventName, delimiter, null);
    }

    /** Columns as they are named, types as they are found, commas. */
    public static ReadOptions in(ZoneId zone) {
        return new ReadOptions(Map.of(), Map.of(), zone, null, null, ',');
    }
}
