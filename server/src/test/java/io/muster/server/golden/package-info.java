/**
 * Replays the examples in {@code api/golden} against a running server. {@code api/golden/README.md} has their format.
 */
@NullMarked
package io.muster.server.golden;

import org.jspecify.annotations.NullMarked;
