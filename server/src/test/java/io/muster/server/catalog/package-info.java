/** Tests of the catalogue. */
@NullMarked
package io.muster.server.catalog;

import org.jspecify.annotations.NullMarked;
