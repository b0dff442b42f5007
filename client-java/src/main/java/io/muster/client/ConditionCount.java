package io.muster.client;

import org.jspecify.annotations.Nullable;

/** How many a condition selects by itself; {@code without}: how many its {@code all} would select without it. */
public record ConditionCount(String pointer, long count, @Nullable Long without, long tookMs) {}
