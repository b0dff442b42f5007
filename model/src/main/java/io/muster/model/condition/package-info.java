/**
 * The segment language: the tree of conditions, its JSON and text notations, and the resolving of windows to
 * instants. Immutable and thread-safe throughout; evaluating a condition is the engines' work.
 */
@NullMarked
package io.muster.model.condition;

import org.jspecify.annotations.NullMarked;
