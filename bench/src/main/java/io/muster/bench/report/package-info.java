/** What was measured, as tables and as JSON, and on which machine. Holds no paths of that machine. */
@NullMarked
package io.muster.bench.report;

import org.jspecify.annotations.NullMarked;
