package io.muster.engine.testing;

import org.junit.jupiter.api.Test;

/** What is explained of random profiles and conditions, compared with the reference evaluator. */
interface ExplainContract extends EngineContract {

    @Test
    default void explainsWhatTheReferenceSaysAndWhenItWouldSayTheOpposite() {
        int pairs = Integer.getInteger("muster.explain.pairs", 400);
        long seed = Long.getLong("muster.explain.seed", System.nanoTime());
        System.out.println("explainsWhatTheReferenceSaysAndWhenItWouldSayTheOpposite: -Dmuster.explain.seed=" + seed
                + " -Dmuster.explain.pairs=" + pairs);
        for (int group = 0; group * DifferentialContract.GROUP < pairs; group++) {
            new ExplainDifferential(fixture().engine(), seed + group).compare(DifferentialContract.GROUP);
        }
    }
}
