package io.muster.engine.duckdb;

import java.util.Arrays;

/** That an id is another name of a profile. */
@SuppressWarnings("ArrayRecordComponent")
record AliasedId(byte[] id, byte[] profile) {

    boolean isOfItself() {
        return Arrays.equals(id, profile);
    }
}
