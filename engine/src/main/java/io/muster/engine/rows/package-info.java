/**
 * Rows on their way in: readers of the formats people send, and the columnar batch they fill. Knows no engine.
 */
@NullMarked
package io.muster.engine.rows;

import org.jspecify.annotations.NullMarked;
