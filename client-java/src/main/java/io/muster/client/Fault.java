package io.muster.client;

import org.jspecify.annotations.Nullable;

/**
 * One fault in a JSON body; {@code pointer} is a JSON Pointer into what was sent. In a definition in the text notation,
 * {@code line} and {@code column} say where, from 1; elsewhere they are {@code null}.
 */
public record Fault(
        String pointer,
        String detail,
        String code,
        @Nullable Integer line,
        @Nullable Integer column) {
    /** A fault that is not in a text. */
    public Fault(String pointer, String detail, String code) {
        this(pointer, detail, code, null, null);
    }
}
