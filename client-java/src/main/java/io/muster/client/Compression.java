package io.muster.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.Locale;

/** How the file of an export is compressed as a whole. */
public enum Compression {
    NONE,
    GZIP,
    ZSTD,
    /** One that this client does not know yet. */
    @JsonEnumDefaultValue
    UNKNOWN;

    /** The name that the interface has for it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
