/** Tests of the embedded engine. */
@NullMarked
package io.muster.engine.duckdb;

import org.jspecify.annotations.NullMarked;
