package io.muster.engine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.model.testing.Seeds;
import org.junit.jupiter.api.Test;

/** What is explained of random profiles and conditions, compared with the reference evaluator. */
interface ExplainContract extends EngineContract {

    @Test
    default void explainsWhatTheReferenceSaysAndWhenItWouldSayTheOpposite() {
        int pairs = Integer.getInteger("muster.explain.pairs", 250);
        long seed = Seeds.of(ExplainContract.class);
        int flips = 0;
        for (int group = 0; group * DifferentialContract.GROUP < pairs; group++) {
            flips += new ExplainDifferential(fixture().engine(), seed + group).compare(DifferentialContract.GROUP);
        }
        assertThat(flips).isGreaterThan(pairs / 20);
    }
}
