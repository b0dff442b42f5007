/**
 * What the law gives to people: that they are forgotten, and that they are told what is known of them. Both walk the one
 * inventory of {@link io.muster.server.personal}.
 */
@NullMarked
package io.muster.server.erasure;

import org.jspecify.annotations.NullMarked;
