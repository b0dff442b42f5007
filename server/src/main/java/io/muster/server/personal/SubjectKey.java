package io.muster.server.personal;

import java.util.Optional;

/**
 * What a profile is called by.
 *
 * @param kind {@code id}, {@code export_key}, or {@code identity:} and the keyspace
 */
public record SubjectKey(String kind, String value) {
    public static final String ID = "id";
    public static final String EXPORT_KEY = "export_key";

    private static final String IDENTITY = "identity:";

    public static SubjectKey identity(String keyspace, String value) {
        return new SubjectKey(IDENTITY + keyspace, value);
    }

    /** Of an identity; empty for any other key. */
    public Optional<String> keyspace() {
        return kind.startsWith(IDENTITY) ? Optional.of(kind.substring(IDENTITY.length())) : Optional.empty();
    }
}
