package io.muster.server.membership;

/**
 * A membership as it is kept.
 *
 * @param number its place in the segment's log; under the same number there are always the same members
 */
public record Kept(long number, StoredMembership membership) {}
