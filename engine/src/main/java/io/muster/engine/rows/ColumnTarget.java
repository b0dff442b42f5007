package io.muster.engine.rows;

/**
 * Where a column's values go.
 *
 * @param name the field as its sender calls it; of an IDENTITY the keyspace
 */
record ColumnTarget(Role role, String name) {

    private static final String IDENTITY_PREFIX = "identity:";

    enum Role {
        EVENT_ID,
        PROFILE_ID,
        NAME,
        TIME,
        TAGS,
        IDENTITY,
        FIELD,
        DROPPED
    }

    /** The target of a field's name, which is empty for a column that is to be dropped. */
    static ColumnTarget of(String field, RowKind kind) {
        if (field.isEmpty()) {
            return new ColumnTarget(Role.DROPPED, field);
        }
        return switch (kind) {
            case PROFILES -> ofProfile(field);
            case EVENTS -> ofEvent(field);
        };
    }

    private static ColumnTarget ofProfile(String field) {
        if (field.startsWith(IDENTITY_PREFIX)) {
            return new ColumnTarget(Role.IDENTITY, field.substring(IDENTITY_PREFIX.length()));
        }
        Role role =
                switch (field) {
                    case "id" -> Role.PROFILE_ID;
                    case "time" -> Role.TIME;
                    case "tags" -> Role.TAGS;
                    case RowBatch.SHARED_USER_ID -> Role.IDENTITY;
                    default -> Role.FIELD;
                };
        return new ColumnTarget(role, field);
    }

    private static ColumnTarget ofEvent(String field) {
        Role role =
                switch (field) {
                    case "id" -> Role.EVENT_ID;
                    case "profile" -> Role.PROFILE_ID;
                    case "name" -> Role.NAME;
                    case "time" -> Role.TIME;
                    default -> Role.FIELD;
                };
        return new ColumnTarget(role, field);
    }
}
