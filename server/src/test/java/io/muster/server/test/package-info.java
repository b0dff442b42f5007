/** What the server's tests stand on: a running server on each catalogue, a client, the contract. */
@NullMarked
package io.muster.server.test;

import org.jspecify.annotations.NullMarked;
