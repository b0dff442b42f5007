package io.muster.client;

/** Profiles selected, rows in the files, and different profiles among these: three numbers that are the same. */
public record ManifestRows(long expected, long written, long distinct) {}
