package io.muster.engine.duckdb;

import io.muster.engine.RowImport.Committed;
import java.nio.file.Path;
import java.util.concurrent.Executors;

/**
 * A program that imports from several threads until it is killed, and writes {@code thread import rows} once an import
 * is committed: import n of thread t brings n % 7 + 1 events "T-t" of profile "t-n".
 */
final class CrashingImports {

    static final int THREADS = 4;

    private CrashingImports() {}

    /** Arguments: directory, first import's number. */
    @SuppressWarnings("SystemOut")
    public static void main(String[] args) {
        TestProject project = new TestProject(Path.of(args[0]), 200);
        int first = Integer.parseInt(args[1]);
        try (var pool = Executors.newFixedThreadPool(THREADS)) {
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                pool.execute(() -> {
                    for (int number = first; ; number++) {
                        load(project, thread, number);
                    }
                });
            }
        }
    }

    static int rows(int number) {
        return number % 7 + 1;
    }

    @SuppressWarnings("SystemOut")
    private static void load(TestProject project, int thread, int number) {
        Committed committed = project.events(batch -> {
            for (int i = 0; i < rows(number); i++) {
                batch.begin(thread + "-" + number + "-" + i, thread + "-" + number, "T-" + thread, 1_000L * number - i);
                batch.set("n", number);
                batch.set("text", "import " + number);
                batch.end();
            }
        });
        System.out.println(thread + " " + number + " " + committed.rows());
        if (number % 50 == 0) {
            project.engine.compact(TestProject.ID, io.muster.engine.Deadline.none());
        }
    }
}
