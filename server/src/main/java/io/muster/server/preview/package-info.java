/**
 * What a definition would select, before it is saved: counts, of each of its conditions too, what would change against a
 * segment, what it costs, and what is probably not meant. May use {@code segment} and what that uses.
 */
@NullMarked
package io.muster.server.preview;

import org.jspecify.annotations.NullMarked;
