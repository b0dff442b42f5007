package io.muster.engine.duckdb;

import java.util.List;

/**
 * What a transaction did, before it is committed.
 *
 * @param kept rows kept, by import
 * @param next what is so once it is committed
 */
record Changes(List<Long> kept, NewProfiles profiles, State next) {

    boolean isEmpty() {
        return kept.stream().allMatch(rows -> rows == 0);
    }
}
