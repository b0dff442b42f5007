/** The server under test, as a process of its own, and the HTTP that talks to it. Uses no class of Muster. */
@NullMarked
package io.muster.bench.server;

import org.jspecify.annotations.NullMarked;
