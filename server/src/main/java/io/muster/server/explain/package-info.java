/**
 * Why a profile is in a segment or not: each condition's verdict, what it saw, and when time alone would flip it. May use
 * {@code segment} and what that uses.
 */
@NullMarked
package io.muster.server.explain;

import org.jspecify.annotations.NullMarked;
