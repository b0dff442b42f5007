package io.muster.engine.duckdb;

import static io.muster.engine.duckdb.TestProject.ID;
import static io.muster.engine.duckdb.TestProject.atLeast;
import static io.muster.engine.duckdb.TestProject.event;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.RowImport.Committed;
import io.muster.engine.rows.RowBatch;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupCommitTest {

    private static final int THREADS = 32;

    @TempDir
    Path directory;

    @Test
    void everyImportIsCountedOnItsOwn() throws Exception {
        try (TestProject project = new TestProject(directory)) {
            List<Committed> all = together(thread -> project.events(batch -> {
                for (int i = 0; i <= thread; i++) {
                    event(batch, thread + "-" + i, "p" + i, "Order", i);
                }
                event(batch, "shared", "p0", "Order", 77);
            }));
            long rows = all.stream().mapToLong(Committed::rows).sum();
            long duplicates = all.stream().mapToLong(Committed::duplicates).sum();
            assertThat(rows).isEqualTo(THREADS * (THREADS + 1) / 2 + 1);
            assertThat(duplicates).isEqualTo(THREADS - 1);
            long newest = project.engine.dataVersion(ID);
            assertThat(newest).isLessThan(THREADS);
            assertThat(all).allSatisfy(one -> assertThat(one.dataVersion()).isBetween(1L, newest));
            try (EngineSnapshot snapshot = project.engine.snapshot(ID)) {
                assertThat(snapshot.everyone(Deadline.none()).getCardinality()).isEqualTo(THREADS);
                assertThat(snapshot.events(Deadline.none()).getFirst().count()).isEqualTo(rows);
            }
            assertThat(project.ids(atLeast("Order", THREADS))).containsExactlyInAnyOrder("p0");
        }
    }

    @Test
    void theSameNewIdBecomesOneProfile() throws Exception {
        try (TestProject project = new TestProject(directory)) {
            together(thread -> thread % 2 == 0
                    ? project.events(batch -> event(batch, null, "same", "Order", thread))
                    : project.profiles(batch -> {
                        batch.begin("same");
                        batch.set("a" + thread, thread);
                        batch.end();
                    }));
            try (EngineSnapshot snapshot = project.engine.snapshot(ID)) {
                assertThat(snapshot.everyone(Deadline.none()).getCardinality()).isEqualTo(1);
                assertThat(snapshot.profiles(List.of("same"), Deadline.none())
                                .getFirst()
                                .attributes())
                        .hasSize(THREADS / 2);
            }
        }
    }

    @Test
    void aBadImportFailsAlone() throws Exception {
        try (TestProject project = new TestProject(directory)) {
            project.events(batch -> wide(batch, "first", 0, 1_990));
            List<ErrorCode> errors = new ArrayList<>();
            together(thread -> {
                try {
                    return project.events(batch -> wide(batch, "p" + thread, 0, thread == 5 ? 2_001 : 10));
                } catch (MusterException e) {
                    synchronized (errors) {
                        errors.add(e.code());
                    }
                    return new Committed(0, 0, 0, 0);
                }
            });
            assertThat(errors).containsExactly(ErrorCode.TOO_MANY_COLUMNS);
            try (EngineSnapshot snapshot = project.engine.snapshot(ID)) {
                assertThat(snapshot.everyone(Deadline.none()).getCardinality()).isEqualTo(THREADS);
                assertThat(snapshot.ordinals(List.of("p5"), Deadline.none())).isEmpty();
            }
        }
    }

    private static void wide(RowBatch batch, String profile, int from, int to) {
        batch.begin(null, profile, "Wide", 1);
        for (int i = from; i < to; i++) {
            batch.set("property-" + i, i);
        }
        batch.end();
    }

    /** An import, by the number of its thread. */
    @FunctionalInterface
    private interface Import {
        Committed run(int thread);
    }

    private static List<Committed> together(Import work) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        try (ExecutorService pool = Executors.newFixedThreadPool(THREADS)) {
            List<Callable<Committed>> tasks = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                tasks.add(() -> {
                    start.await();
                    return work.run(thread);
                });
            }
            List<Committed> all = new ArrayList<>();
            for (Future<Committed> future : pool.invokeAll(tasks)) {
                all.add(future.get());
            }
            return all;
        }
    }
}
