/**
 * The metadata database: connections, migrations, transactions, ids. Owns the schema, not the tables' meaning: each
 * feature's {@code Store} has its own SQL. May be used by every feature and uses none.
 */
@NullMarked
package io.muster.server.catalog;

import org.jspecify.annotations.NullMarked;
