package io.muster.engine;

import java.time.ZoneId;

/**
 * What a leaf's answer depends on beside its own text: the zone in which dates and days are counted.
 *
 * @param zone the segment's zone, or the project's
 */
public record EvaluationScope(ZoneId zone) {}
