package io.muster.client;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A column to put into a file: {@code export_key}, {@code id}, {@code tags}, {@code attribute:NAME}, {@code tag:NAME},
 * {@code identity:KEYSPACE}, or the bare name of an attribute. An attribute can be given another name.
 */
public record ColumnRequest(String source, @Nullable String as) {
    private static final String ATTRIBUTE = "attribute:";

    public static ColumnRequest of(String source) {
        return new ColumnRequest(source, null);
    }

    /** The attribute under another name. */
    public static ColumnRequest renamed(String attribute, String as) {
        return new ColumnRequest(attribute, as);
    }

    @JsonValue
    Object json() {
        if (as == null) {
            return source;
        }
        String attribute = source.startsWith(ATTRIBUTE) ? source.substring(ATTRIBUTE.length()) : source;
        return Map.of("attribute", attribute, "as", as);
    }
}
