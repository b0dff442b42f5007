package io.muster.engine;

/** How many events of one name there are, and the times of the first and the last in epoch milliseconds. */
public record EventExtent(long rows, long firstMillis, long lastMillis) {}
