/**
 * The vocabulary of Muster: ids, errors, and (in {@code condition}) the segment language. Owns no state and does no
 * input or output; every other module may use it, and it uses none of them.
 */
@NullMarked
package io.muster.model;

import org.jspecify.annotations.NullMarked;
