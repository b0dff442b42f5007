/**
 * Why a profile satisfies a condition or not: {@link io.muster.engine.explain.Explainer} evaluates it once more for that
 * one profile, on what is known about it, and says when time alone would change the verdict. Agrees with the bitmaps of
 * {@link io.muster.engine.Evaluator}; where a verdict depends on other profiles, it is taken from there.
 */
@NullMarked
package io.muster.engine.explain;

import org.jspecify.annotations.NullMarked;
