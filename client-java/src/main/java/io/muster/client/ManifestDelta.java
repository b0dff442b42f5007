package io.muster.client;

/** What differs from an earlier export: the rows that had, the profiles selected now, and the rows of each kind. */
public record ManifestDelta(String sinceExport, long before, long now, long added, long changed, long removed) {}
