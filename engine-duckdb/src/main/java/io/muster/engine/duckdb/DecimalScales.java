package io.muster.engine.duckdb;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many decimals a project's columns need, each found by a pass over it and kept until the data change. Thread-safe. */
final class DecimalScales {

    private long version = -1;
    private Map<String, Integer> newest = Map.of();

    /** What is known of that version of the data, to which more is added; shared by all who ask for the newest. */
    synchronized Map<String, Integer> of(long asked) {
        if (asked > version) {
            version = asked;
            newest = new ConcurrentHashMap<>();
        }
        return asked == version ? newest : new ConcurrentHashMap<>();
    }
}
