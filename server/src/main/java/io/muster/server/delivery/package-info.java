/**
 * How exports' files get to those who want them: destinations of a project that files are copied to, and signed links that
 * anybody can download with for a time. {@link io.muster.server.delivery.Deliveries} is the public face.
 */
@NullMarked
package io.muster.server.delivery;

import org.jspecify.annotations.NullMarked;
