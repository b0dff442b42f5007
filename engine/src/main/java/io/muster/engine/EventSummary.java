package io.muster.engine;

import java.util.List;

/** What was seen of events of one name; times in epoch milliseconds. */
public record EventSummary(String name, long count, long firstMillis, long lastMillis, List<FieldSummary> properties) {}
