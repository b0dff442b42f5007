package io.muster.client;

import org.jspecify.annotations.Nullable;

/** How many segments or rows ({@code unit}) are done; {@code total} is {@code null} until it is known. */
public record JobProgress(long done, @Nullable Long total, String unit) {
    long totalOrUnknown() {
        return total == null ? Progress.UNKNOWN : total;
    }
}
