package io.muster.bench.data;

import java.nio.file.Path;

/** Writes values into SQL. */
public final class SqlText {

    private SqlText() {}

    /** The path as a text literal. */
    public static String of(Path path) {
        return "'" + path.toString().replace("'", "''") + "'";
    }
}
