/**
 * What operators watch: health and metrics.
 */
@NullMarked
package io.muster.server.telemetry;

import org.jspecify.annotations.NullMarked;
