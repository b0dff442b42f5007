package io.muster.server.personal;

/**
 * What a profile is called by.
 *
 * @param kind {@code id}, {@code export_key}, or {@code identity:} and the keyspace
 */
public record SubjectKey(String kind, String value) {
    public static final String ID = "id";
    public static final String EXPORT_KEY = "export_key";

    public static SubjectKey identity(String keyspace, String value) {
        return new SubjectKey("identity:" + keyspace, value);
    }
}
