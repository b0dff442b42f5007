package io.muster.engine;

import io.muster.model.condition.Condition;
import org.roaringbitmap.RoaringBitmap;

/**
 * An answer that was given before.
 *
 * @param leaf as it was asked, its windows resolved
 * @param members who satisfied it; not to be changed
 * @param mark of the data version it was true of
 */
public record KnownLeaf(Condition leaf, RoaringBitmap members, DataMark mark) {}
