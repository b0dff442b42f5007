/**
 * The segment language's JSON notation: reading it with every error named, and writing the one canonical text of each
 * condition. May use the tree it stands for, Jackson and RE2/J.
 */
@NullMarked
package io.muster.model.condition.json;

import org.jspecify.annotations.NullMarked;
