/**
 * The segment language's text notation: reading it with every error's line and column, and writing the one canonical
 * text of each condition. What is read becomes the JSON notation and is checked by its reader, so that both notations
 * accept the same definitions. May use the tree, the JSON notation and the grammar's generated parser.
 */
@NullMarked
package io.muster.model.condition.text;

import org.jspecify.annotations.NullMarked;
