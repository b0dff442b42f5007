/**
 * Leaves as SQL: what a condition's leaf asks of the tables {@code profiles} and {@code events}, for any engine that
 * keeps them in this layout and says in a {@link io.muster.engine.sql.ColumnCatalog} which columns there are. Values
 * are bound, names quoted. May use {@code model}, the port's records and jOOQ; it opens no connection.
 */
@NullMarked
package io.muster.engine.sql;

import org.jspecify.annotations.NullMarked;
