package io.muster.client;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A column to put into a file: {@code export_key}, {@code id}, {@code tags}, {@code attribute:NAME}, {@code nested:NAME},
 * {@code tag:NAME}, {@code identity:KEYSPACE}, {@code segments}, {@code segment:KEY}, {@code first_seen}, {@code last_seen}, {@code
 * count(EVENT)}, {@code last(EVENT).PROPERTY}, {@code sum(EVENT.PROPERTY)} and their like, or the bare name of an attribute.
 */
public record ColumnRequest(String source, @Nullable String as) {
    private static final String ATTRIBUTE = "attribute:";

    public static ColumnRequest of(String source) {
        return new ColumnRequest(source, null);
    }

    /** The column under another name. */
    public static ColumnRequest renamed(String source, String as) {
        return new ColumnRequest(source, as);
    }

    @JsonValue
    Object json() {
        if (as == null) {
            return source;
        }
        return source.startsWith(ATTRIBUTE)
                ? Map.of("attribute", source.substring(ATTRIBUTE.length()), "as", as)
                : Map.of("column", source, "as", as);
    }
}
