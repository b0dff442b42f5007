/** The server as a process of its own, killed at random moments. */
@NullMarked
package io.muster.server.crash;

import org.jspecify.annotations.NullMarked;
