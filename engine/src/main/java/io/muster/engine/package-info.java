/**
 * The port between the service and whatever stores and searches a project's rows: {@link io.muster.engine.SegmentEngine}
 * and the types it speaks. An engine knows projects, profiles, events and conditions; it knows nothing of segments,
 * jobs, HTTP or users. May use {@code model}, jOOQ and RoaringBitmap.
 */
@NullMarked
package io.muster.engine;

import org.jspecify.annotations.NullMarked;
