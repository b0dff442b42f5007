package io.muster.server.segment;

import io.muster.server.segment.RefreshStore.Claim;
import io.muster.server.segment.RefreshStore.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.RoaringBitmap;

/**
 * What a claim has come to, still to be stored.
 *
 * @param members null where the stored ones are still right
 */
record Computed(Claim claim, Outcome outcome, @Nullable RoaringBitmap members, Duration took) {}
