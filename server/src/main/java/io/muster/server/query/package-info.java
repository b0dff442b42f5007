/**
 * How features ask the engine while a caller waits: so many at once, each with a deadline.
 */
@NullMarked
package io.muster.server.query;

import org.jspecify.annotations.NullMarked;
