/** Tests of how rows come in. */
@NullMarked
package io.muster.server.rows;

import org.jspecify.annotations.NullMarked;
