package io.muster.bench.measure;

import io.muster.bench.BenchFailure;
import io.muster.bench.report.Result;
import io.muster.bench.report.Result.Aim;
import io.muster.bench.report.Result.Unit;
import io.muster.bench.report.Samples;
import io.muster.bench.server.HttpAnswer;
import io.muster.bench.server.HttpConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which segments a profile is in, asked a thousand times a second whether earlier answers have come or not: a time counts
 * from when its request was due. The reference is a request that looks at nothing but the project, at the same rate.
 */
public final class LookupMeasure {

    private static final int CONNECTIONS = 32;
    private static final long INTERVAL_NANOS = Duration.ofMillis(1).toNanos();
    private static final int WARM_UP = 5_000;
    private static final int MEASURED = 20_000;
    private static final double LONGEST_MILLIS = 5;
    private static final long PRIME = 1_000_003;

    private final HttpConnection.Address address;
    private final String project;
    private final long profiles;

    public LookupMeasure(HttpConnection.Address address, String project, long profiles) {
        this.address = address;
        this.project = project;
        this.profiles = profiles;
    }

    public List<Result> measure() throws InterruptedException {
        String path = "/v1/projects/" + project;
        LongFunction<String> lookup = number -> path + "/profiles/p-" + number * PRIME % profiles + "/segments";
        send(WARM_UP, _ -> path);
        Samples theirs = send(MEASURED, _ -> path);
        send(WARM_UP, lookup);
        Samples ours = send(MEASURED, lookup);
        return List.of(
                result("half of them", ours, theirs, 0.5, null),
                result("99 %", ours, theirs, 0.99, new Aim("< 5 ms", ours.quantile(0.99) < LONGEST_MILLIS)));
    }

    private Samples send(int requests, LongFunction<String> path) throws InterruptedException {
        Queue<Double> taken = new ConcurrentLinkedQueue<>();
        long started = System.nanoTime();
        Parallel.run(CONNECTIONS, thread -> {
            try (HttpConnection connection = new HttpConnection(address)) {
                for (int number = thread; number < requests; number += CONNECTIONS) {
                    long due = started + number * INTERVAL_NANOS;
                    for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                        LockSupport.parkNanos(early);
                    }
                    ask(connection, path.apply(number));
                    taken.add((System.nanoTime() - due) / 1e6);
                }
            }
        });
        return new Samples(List.copyOf(taken));
    }

    private static void ask(HttpConnection connection, String path) throws IOException {
        HttpAnswer answer = connection.get(path);
        if (answer.status() != 200) {
            throw new BenchFailure(path + ": status " + answer.status() + ": " + answer.body());
        }
    }

    private static Result result(String name, Samples ours, Samples theirs, double share, @Nullable Aim aim) {
        return new Result(
                "Segments of a profile, 1,000 requests a second",
                name,
                Unit.MILLISECONDS,
                Samples.of(ours.quantile(share)),
                Samples.of(theirs.quantile(share)),
                aim);
    }
}
