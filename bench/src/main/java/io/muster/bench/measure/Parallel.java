package io.muster.bench.measure;

import io.muster.bench.BenchFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the same task on several threads at once. */
final class Parallel {

    private Parallel() {}

    interface Task {
        void run(int thread) throws IOException;
    }

    /** Waits for all; fails with the first failure. */
    static void run(int threads, Task task) throws InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int number = thread;
                running.add(executor.submit(() -> {
                    task.run(number);
                    return number;
                }));
            }
            for (Future<?> future : running) {
                future.get();
            }
        } catch (ExecutionException failure) {
            BenchFailure reported = new BenchFailure("One of " + threads + " threads failed: " + failure.getCause());
            reported.initCause(failure.getCause());
            throw reported;
        }
    }
}
