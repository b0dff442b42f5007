package io.muster.client;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a window came down to, from {@code from} up to but without {@code to}; {@code null} is no bound. */
public record ResolvedWindow(
        String pointer, @Nullable Instant from, @Nullable Instant to) {}
