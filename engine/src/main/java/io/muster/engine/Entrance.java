package io.muster.engine;

import java.time.Instant;
import org.roaringbitmap.RoaringBitmap;

/** Profiles, by ordinal, that have been in a segment since the same instant. */
public record Entrance(Instant since, RoaringBitmap profiles) {}
