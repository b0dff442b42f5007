/**
 * Answers from the kept members of segments: who is in and who was, who entered and left, how a segment's size went, how
 * segments overlap.
 */
@NullMarked
package io.muster.server.segment.member;

import org.jspecify.annotations.NullMarked;
