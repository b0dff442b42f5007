package io.muster.model.testing;

import java.util.Random;

/**
 * Where random tests get their seed. It is always the same, so that a run can be repeated; with {@code -Dmuster.seed=N}
 * another, and with {@code -Dmuster.seed=random} or in the long profile a new one, which is printed.
 */
public final class Seeds {

    private Seeds() {}

    public static long of(Class<?> test) {
        String wanted = System.getProperty("muster.seed", System.getProperty("muster.long") == null ? "1" : "random");
        long seed = wanted.equals("random") ? new Random().nextLong() : Long.parseLong(wanted);
        System.out.println(test.getSimpleName() + ": -Dmuster.seed=" + seed);
        return seed;
    }
}
