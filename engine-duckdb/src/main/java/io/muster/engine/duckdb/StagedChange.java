package io.muster.engine.duckdb;

import java.util.Map;
import java.util.Set;

/** What has to be done to rows of imports that were under way when a profile ended, as they are committed. */
sealed interface StagedChange {

    /** The profile was erased: its rows go. */
    record Erased(ErasedId profile) implements StagedChange {}

    /** Rows that say one of these identities go: keys by keyspace. */
    record Refused(Map<String, Set<String>> identities) implements StagedChange {}

    /**
     * The id became another name of a profile: its rows are that one's.
     *
     * @param was the ordinal that it had; negative for none
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Aliased(byte[] id, int was, int ordinal) implements StagedChange {}
}
