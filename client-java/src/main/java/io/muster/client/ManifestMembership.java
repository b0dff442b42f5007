package io.muster.client;

import java.time.Instant;

/** The earlier members of a segment that an export's rows are of; the rows' values are those of its own data version. */
public record ManifestMembership(Instant asOf, long dataVersion, int definitionVersion) {}
