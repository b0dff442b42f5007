/**
 * The embedded engine: one DuckDB instance in this process, one database file a project. {@link
 * io.muster.engine.duckdb.DuckDbEngine} is the way in; everything else is its own. May use {@code engine} and DuckDB.
 */
@NullMarked
package io.muster.engine.duckdb;

import org.jspecify.annotations.NullMarked;
