package io.muster.engine.duckdb;

import java.nio.charset.StandardCharsets;

/** Ids as the bytes that DuckDB keeps; a lone surrogate becomes a question mark, here as there. */
final class Utf8 {

    private Utf8() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
