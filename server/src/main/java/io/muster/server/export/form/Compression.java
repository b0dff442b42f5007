package io.muster.server.export.form;

import java.util.Locale;

/** What a file is packed with; the lower-case name is the stable one. */
public enum Compression {
    NONE(""),
    GZIP(".gz"),
    ZSTD(".zst");

    private final String ending;

    Compression(String ending) {
        this.ending = ending;
    }

    /** What it adds to a file's name. */
    public String ending() {
        return ending;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
