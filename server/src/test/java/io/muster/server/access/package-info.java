/** Tests of who gets in, what they may and what is known of it. */
@NullMarked
package io.muster.server.access;

import org.jspecify.annotations.NullMarked;
