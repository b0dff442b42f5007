/**
 * What every engine is tested with: the contract of the port, the naive reference evaluator that judges it, and seeded
 * random data and definitions.
 */
@NullMarked
package io.muster.engine.testing;

import org.jspecify.annotations.NullMarked;
