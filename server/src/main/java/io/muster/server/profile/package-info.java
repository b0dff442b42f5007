/**
 * What is known about one profile, and what was seen of all.
 */
@NullMarked
package io.muster.server.profile;

import org.jspecify.annotations.NullMarked;
