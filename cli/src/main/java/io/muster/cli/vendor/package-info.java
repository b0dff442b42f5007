/**
 * Files that other systems leave behind, read as rows: Artisan's exports, Indicative's event batches, APSIS One's reports.
 */
@NullMarked
package io.muster.cli.vendor;

import org.jspecify.annotations.NullMarked;
