package io.muster.server.membership;

import java.time.Instant;

/**
 * What is known of a segment's newest membership beside its members.
 *
 * @param number of the newest entry of the log
 * @param dataVersion the newest data that it was found to be true of; the log's entry may be older
 * @param asOf the instant that its windows were last resolved at
 */
public record Head(String segment, long number, int definitionVersion, long dataVersion, Instant asOf) {}
