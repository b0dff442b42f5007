package io.muster.engine.duckdb;

/** A profile that was erased. */
@SuppressWarnings("ArrayRecordComponent")
record ErasedId(byte[] id, int ordinal) {}
