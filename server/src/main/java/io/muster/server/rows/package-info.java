/**
 * Rows in: from a request's body to one commit of the engine.
 */
@NullMarked
package io.muster.server.rows;

import org.jspecify.annotations.NullMarked;
