package io.muster.server.export.form;

import io.muster.engine.CsvDialect;
import org.jspecify.annotations.Nullable;

/** Finds how many bytes at the start of a file belong to every part of it: byte order mark and header. For one thread. */
final class PartPrefix {

    private static final int BYTE_ORDER_MARK = 3;

    private final int quote;
    private long length;
    private boolean quoted;
    private boolean open;

    /** @param csv null for a file that has no such start */
    PartPrefix(@Nullable CsvDialect csv) {
        this.quote = csv == null ? -1 : csv.quote();
        this.open = csv != null && csv.header();
        this.length = csv != null && csv.byteOrderMark() && !csv.header() ? BYTE_ORDER_MARK : 0;
    }

    /** Shows it the bytes in order, until it is closed. */
    void see(byte[] bytes, int size) {
        for (int i = 0; open && i < size; i++) {
            length++;
            quoted ^= bytes[i] == quote;
            open = quoted || bytes[i] != '\n';
        }
    }

    /** Whether it has seen enough. */
    boolean isClosed() {
        return !open;
    }

    long length() {
        return length;
    }
}
