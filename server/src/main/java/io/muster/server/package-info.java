/**
 * The server: HTTP, background jobs and the metadata around one {@link io.muster.engine.SegmentEngine}. Features have a
 * package each and see of one another only the public use cases; {@code config} alone knows which engine it is.
 */
@NullMarked
package io.muster.server;

import org.jspecify.annotations.NullMarked;
