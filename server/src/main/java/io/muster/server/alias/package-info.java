/**
 * Ids that become other names of profiles: in the engine, and in what is kept of members beside it.
 */
@NullMarked
package io.muster.server.alias;

import org.jspecify.annotations.NullMarked;
