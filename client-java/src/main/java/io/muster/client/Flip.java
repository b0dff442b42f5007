package io.muster.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a verdict would become the opposite if only time passed. {@code kind} is {@code at}, {@code never}, {@code
 * not_before} or {@code unknown}; {@code provided} says that it holds only while conditions of kind unknown stay as they
 * are.
 */
public record Flip(String kind, @Nullable Instant at, boolean provided) {}
