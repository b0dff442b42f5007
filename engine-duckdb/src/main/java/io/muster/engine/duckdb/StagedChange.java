package io.muster.engine.duckdb;

/** What has to be done to rows that were staged before a profile's end, when they are committed. */
sealed interface StagedChange {

    /** The profile was erased: its rows go. */
    record Erased(ErasedId profile) implements StagedChange {}

    /**
     * The id became another name of a profile: its rows are that one's.
     *
     * @param was the ordinal that it had; negative for none
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Aliased(byte[] id, int was, int ordinal) implements StagedChange {}
}
