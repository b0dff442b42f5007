package io.muster.client;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the audit trail.
 *
 * @param hash chains it to the entry before; {@link Audit#ndjson} has the bytes that it is computed from
 */
public record AuditEntry(long seq, Entry entry, String hash) {

    /**
     * Who did what.
     *
     * @param actor {@code application:} or {@code person:} and an id, {@code anonymous}, or {@code system}
     * @param action such as {@code application.reveal}
     * @param result {@code ok}, or the code of the refusal
     */
    public record Entry(
            long seq,
            Instant at,
            String organization,
            String actor,
            String action,
            @Nullable String target,
            @Nullable String project,
            @Nullable String address,
            String result,
            String requestId,
            Map<String, String> detail) {
        public Entry {
            detail = Maps.copy(detail);
        }
    }
}
