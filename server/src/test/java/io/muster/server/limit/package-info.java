/** Tests of how often one may ask. */
@NullMarked
package io.muster.server.limit;

import org.jspecify.annotations.NullMarked;
