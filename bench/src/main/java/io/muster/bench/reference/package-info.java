/** What Muster is compared with: DuckDB in this process, plain typed tables, SQL written by hand. */
@NullMarked
package io.muster.bench.reference;

import org.jspecify.annotations.NullMarked;
