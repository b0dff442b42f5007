/** Hostile input to everything that reads what callers send. */
@NullMarked
package io.muster.server.fuzz;

import org.jspecify.annotations.NullMarked;
