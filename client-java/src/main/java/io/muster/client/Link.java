package io.muster.client;

import java.time.Instant;

/** A URL with which anybody can download a file until that instant. Only {@link #url} shows it. */
public record Link(String url, Instant expiresAt) {
    @Override
    public String toString() {
        return "Link[expiresAt=" + expiresAt + "]";
    }
}
