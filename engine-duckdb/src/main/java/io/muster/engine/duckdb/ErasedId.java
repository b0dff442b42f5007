package io.muster.engine.duckdb;

/** An id that was erased, and the ordinal of the profile that had it; negative for none. */
@SuppressWarnings("ArrayRecordComponent")
record ErasedId(byte[] id, int ordinal) {}
