/**
 * What is decided in Java about the rows that an engine streams, so that every engine decides it alike: sequences of
 * events, distances on earth, quantiles. Knows nothing of SQL.
 */
@NullMarked
package io.muster.engine.match;

import org.jspecify.annotations.NullMarked;
