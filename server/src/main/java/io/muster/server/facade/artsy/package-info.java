/**
 * The Applications interface of Artsy, under {@code /api} and {@code /oauth2}: applications are the API clients of this
 * server, a user is the person who owns them. It puts what the use cases say into HAL; it has no rule, query or state of
 * its own.
 */
@NullMarked
package io.muster.server.facade.artsy;

import org.jspecify.annotations.NullMarked;
