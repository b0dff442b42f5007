/** Tests of the server as its callers see it. */
@NullMarked
package io.muster.server;

import org.jspecify.annotations.NullMarked;
