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
 * Which segments a profile is in, and whether it is in one, asked a thousand times a second whether earlier answers have
 * come or not: a time counts from when its request was due. The reference is a request that looks at nothing but the
 * project, at the same rate.
 */
public final class LookupMeasure {

    private static final String ALL = "Segments of a profile, 1,000 requests a second";
    private static final String ONE = "Is a profile in a segment, 1,000 requests a second";
    private static final int CONNECTIONS = 32;
    private static final long INTERVAL_NANOS = Duration.ofMillis(1).toNanos();
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 60_000;
    private static final double LONGEST_MILLIS = 5;
    private static final long PRIME = 1_000_003;

    private final HttpConnection.Address address;
    private final String project;
    private final long profiles;
    private final List<String> segments;

    /** @param segments their keys */
    public LookupMeasure(HttpConnection.Address address, String project, long profiles, List<String> segments) {
        this.address = address;
        this.project = project;
        this.profiles = profiles;
        this.segments = segments;
    }

    public List<Result> measure() throws InterruptedException {
        String path = "/v1/projects/" + project;
        Samples theirs = samples(_ -> path);
        Samples all = samples(number -> path + "/profiles/" + profile(number) + "/segments");
        Samples one = samples(number ->
                path + "/segments/" + segments.get((int) (number % segments.size())) + "/members/" + profile(number));
        return List.of(
                result(ALL, "half of them", all, theirs, 0.5, null),
                result(ALL, "99 %", all, theirs, 0.99, aim(all)),
                result(ONE, "half of them", one, theirs, 0.5, null),
                result(ONE, "99 %", one, theirs, 0.99, aim(one)));
    }

    private String profile(long number) {
        return "p-" + number * PRIME % profiles;
    }

    private static Aim aim(Samples samples) {
        return new Aim("< 5 ms", samples.quantile(0.99) < LONGEST_MILLIS);
    }

    private Samples samples(LongFunction<String> path) throws InterruptedException {
        send(WARM_UP, path);
        return send(MEASURED, path);
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

    private static Result result(
            String measure, String name, Samples ours, Samples theirs, double share, @Nullable Aim aim) {
        return new Result(
                measure,
                name,
                Unit.MILLISECONDS,
                Samples.of(ours.quantile(share)),
                Samples.of(theirs.quantile(share)),
                aim);
    }
}
