package io.muster.client;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.Locale;

/** What a person is in an organization. */
public enum Role {
    /** May everything. */
    OWNER,
    /** May everything but administer. */
    EDITOR,
    /** May read. */
    VIEWER,
    /** One that this client does not know yet. */
    @JsonEnumDefaultValue
    UNKNOWN;

    /** The name that the interface has for it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
