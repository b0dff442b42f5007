package io.muster.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.Locale;

/** What decides who is in a segment. */
public enum SegmentType {
    /** A definition. */
    DYNAMIC,
    /** Its members are given by id. */
    STATIC,
    /** One that this client does not know yet. */
    @JsonEnumDefaultValue
    UNKNOWN;

    /** The name that the interface has for it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
