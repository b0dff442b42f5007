/**
 * Segments: their definitions and versions, who is in them, and the work that keeps that fresh. {@link
 * io.muster.server.segment.Segments}, {@link io.muster.server.segment.Members} and {@link
 * io.muster.server.segment.Evaluations} are its public face.
 */
@NullMarked
package io.muster.server.segment;

import org.jspecify.annotations.NullMarked;
