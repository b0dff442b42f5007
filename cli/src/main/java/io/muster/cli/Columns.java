package io.muster.cli;

import io.muster.client.ColumnRequest;

/** Columns as they are written on the command line. */
final class Columns {
    private Columns() {}

    /** A column, or {@code ATTRIBUTE=NAME} for an attribute under another name. */
    static ColumnRequest parse(String text) {
        int equals = text.lastIndexOf('=');
        return equals <= 0
                ? ColumnRequest.of(text.strip())
                : ColumnRequest.renamed(
                        text.substring(0, equals).strip(),
                        text.substring(equals + 1).strip());
    }
}
