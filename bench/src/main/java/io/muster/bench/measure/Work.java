package io.muster.bench.measure;

import java.io.IOException;
import java.sql.SQLException;

/** Something to do whose time counts. */
@FunctionalInterface
interface Work<T> {

    T run() throws IOException, SQLException, InterruptedException;

    record Timed<T>(T answer, double millis) {}

    static <T> Timed<T> time(Work<T> work) throws IOException, SQLException, InterruptedException {
        long started = System.nanoTime();
        T answer = work.run();
        return new Timed<>(answer, (System.nanoTime() - started) / 1e6);
    }
}
