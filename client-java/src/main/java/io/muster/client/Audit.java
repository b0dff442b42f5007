package io.muster.client;

import java.io.InputStream;
import java.util.stream.Stream;

/** Who did what to what, from where, with which result. Immutable and safe for use by many threads. */
public final class Audit {
    private static final String PATH = "/v1/audit";

    private final Transport transport;

    Audit(Transport transport) {
        this.transport = transport;
    }

    /** The entries, newest first, read as the stream is walked through. */
    public Stream<AuditEntry> list(AuditFilter filter) {
        return Pages.stream(transport, call(filter), AuditEntry.class);
    }

    /**
     * The entries, oldest first, byte for byte as they were hashed: a JSON object on each line; to be closed. An entry's
     * {@code hash} is the SHA-256, in hexadecimal digits, of the hash of the entry before (64 zeros before the first), a
     * line feed and its {@code entry}.
     */
    public InputStream ndjson(AuditFilter filter) {
        return transport.open(call(filter).header("Accept", "application/x-ndjson")).body().stream();
    }

    private static Call call(AuditFilter filter) {
        return Call.get(PATH).with(filter.parameters());
    }
}
