/**
 * {@code Idempotency-Key}: the same request sent again gets the first answer instead of making a second thing.
 */
@NullMarked
package io.muster.server.idempotency;

import org.jspecify.annotations.NullMarked;
