package io.muster.client;

import java.time.Duration;

/** How long things may take: a connection, an answer, an import as a whole, a standstill in a download. */
record Timeouts(Duration connect, Duration request, Duration upload, Duration stall) {
    static final Timeouts DEFAULT =
            new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofHours(24), Duration.ofSeconds(60));

    Timeouts withConnect(Duration value) {
        return new Timeouts(value, request, upload, stall);
    }

    Timeouts withRequest(Duration value) {
        return new Timeouts(connect, value, upload, stall);
    }

    Timeouts withUpload(Duration value) {
        return new Timeouts(connect, request, value, stall);
    }

    Timeouts withStall(Duration value) {
        return new Timeouts(connect, request, upload, value);
    }
}
