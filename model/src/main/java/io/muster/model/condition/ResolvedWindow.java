package io.muster.model.condition;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The instants that one window of a condition stood for in an evaluation.
 *
 * @param pointer where the window is, as a JSON Pointer into the condition's canonical JSON
 * @param from the first instant inside; null is unbounded
 * @param to the first instant after it; null is unbounded
 */
public record ResolvedWindow(
        String pointer, @Nullable Instant from, @Nullable Instant to) {}
