/** The command: what to measure, at which size, in which order. */
@NullMarked
package io.muster.bench;

import org.jspecify.annotations.NullMarked;
