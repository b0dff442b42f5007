package io.muster.server.membership;

import java.time.Instant;
import org.roaringbitmap.RoaringBitmap;

/**
 * Who was in a segment.
 *
 * @param definitionVersion the segment's version
 * @param dataVersion the data it is true of
 * @param asOf the instant that its windows were resolved at
 * @param members ordinals; not to be changed
 */
public record StoredMembership(
        String segment, int definitionVersion, long dataVersion, Instant asOf, RoaringBitmap members) {}
