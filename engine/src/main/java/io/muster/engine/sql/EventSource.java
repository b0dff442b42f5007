package io.muster.engine.sql;

import java.time.ZoneId;
import java.util.function.Function;

/**
 * Where events are looked for, and how.
 *
 * @param times of each event name
 * @param zone of days where there is no window to name one
 * @param among whose events
 */
record EventSource(ColumnCatalog catalog, Function<String, EventTimes> times, ZoneId zone, Among among) {}
