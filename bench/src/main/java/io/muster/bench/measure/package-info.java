/** The measures: each runs reference and server by turns and compares their answers. */
@NullMarked
package io.muster.bench.measure;

import org.jspecify.annotations.NullMarked;
