/**
 * The tenant boundary, and what the first start makes.
 */
@NullMarked
package io.muster.server.organization;

import org.jspecify.annotations.NullMarked;
