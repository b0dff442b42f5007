package io.muster.bench.measure;

import io.muster.bench.BenchFailure;
import io.muster.bench.server.MusterApi;
import io.muster.bench.server.ServerProcess;
import java.io.IOException;
import java.time.Duration;

/** Waits until a server has done its background work. */
public final class Quiet {

    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final double QUIET_SHARE = 0.10;
    private static final int QUIET_LOOKS = 5;

    private Quiet() {}

    /** Until no job waits or runs and the process has hardly used a processor for five seconds on end. */
    public static void await(ServerProcess server, MusterApi api, String project)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        int quiet = 0;
        while (quiet < QUIET_LOOKS) {
            Duration before = server.processorTime();
            Thread.sleep(LOOK);
            double used = server.processorTime().minus(before).toNanos() / (double) LOOK.toNanos();
            quiet = used < QUIET_SHARE && !api.hasUnfinishedJobs(project) ? quiet + 1 : 0;
            if (System.nanoTime() > end) {
                throw new BenchFailure("The server was still busy after " + LONGEST.toMinutes() + " minutes");
            }
        }
    }
}
