/** Tests of background jobs. */
@NullMarked
package io.muster.server.job;

import org.jspecify.annotations.NullMarked;
