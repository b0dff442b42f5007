package io.muster.engine.testing;

import io.muster.model.testing.Seeds;
import org.junit.jupiter.api.Test;

/** Answers to random questions over random data, compared with the reference evaluator's. */
interface DifferentialContract extends EngineContract {

    /** Definitions that are asked of the same data. */
    int GROUP = 25;

    @Test
    default void agreesWithReferenceOnRandomData() {
        int pairs = Integer.getInteger("muster.differential.pairs", 500);
        long seed = Seeds.of(DifferentialContract.class);
        for (int group = 0; group * GROUP < pairs; group++) {
            new Differential(fixture().engine(), seed + group).compare(Math.min(GROUP, pairs - group * GROUP));
        }
    }

    @Test
    default void agreesWithReferenceWhereItStartsFromEarlierAnswers() {
        int pairs = Integer.getInteger("muster.differential.pairs", 500);
        long seed = Seeds.of(DifferentialContract.class);
        for (int group = 0; group * GROUP < pairs; group++) {
            new Differential(fixture().engine(), seed + group)
                    .compareAsTimeGoesBy(Math.min(GROUP, pairs - group * GROUP));
        }
    }

    @Test
    default void agreesWithReferenceAfterErasures() {
        int pairs = Integer.getInteger("muster.differential.pairs", 500) / 5;
        long seed = Seeds.of(DifferentialContract.class);
        for (int group = 0; group * GROUP < pairs; group++) {
            new Differential(fixture().engine(), seed + group)
                    .compareAsProfilesAreErased(Math.min(GROUP, pairs - group * GROUP));
        }
    }

    @Test
    default void agreesWithReferenceAfterNamesAreJoined() {
        int pairs = Integer.getInteger("muster.differential.pairs", 500) / 5;
        long seed = Seeds.of(DifferentialContract.class);
        for (int group = 0; group * GROUP < pairs; group++) {
            new Differential(fixture().engine(), seed + group)
                    .compareAsNamesAreJoined(Math.min(GROUP, pairs - group * GROUP));
        }
    }
}
