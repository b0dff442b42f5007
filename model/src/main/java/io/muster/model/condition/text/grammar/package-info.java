/**
 * The lexer and parser that ANTLR generates from {@code SegmentText.g4}. Only the text notation's own package
 * uses them.
 */
@NullUnmarked
package io.muster.model.condition.text.grammar;

import org.jspecify.annotations.NullUnmarked;
