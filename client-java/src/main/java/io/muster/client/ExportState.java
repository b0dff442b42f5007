package io.muster.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.Locale;

/** How far an export has come. */
public enum ExportState {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    /** It succeeded, and its files have since been deleted. */
    EXPIRED,
    /** One that this client does not know yet. */
    @JsonEnumDefaultValue
    UNKNOWN;

    /** The name that the interface has for it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
