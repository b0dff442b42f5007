package io.muster.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.Locale;

/** How far a delivery has come. */
public enum DeliveryState {
    /** For its export to have files. */
    WAITING,
    QUEUED,
    RUNNING,
    DELIVERED,
    FAILED,
    CANCELLED,
    /** One that this client does not know yet. */
    @JsonEnumDefaultValue
    UNKNOWN;

    /** The name that the interface has for it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
