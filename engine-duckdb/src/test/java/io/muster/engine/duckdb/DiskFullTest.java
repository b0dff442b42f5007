package io.muster.engine.duckdb;

import static io.muster.engine.duckdb.TestProject.ID;
import static io.muster.engine.duckdb.TestProject.atLeast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.muster.engine.Deadline;
import io.muster.engine.EngineSnapshot;
import io.muster.engine.EventSummary;
import io.muster.engine.RowImport.Committed;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Needs the right to mount a small file system; skipped elsewhere. */
class DiskFullTest {

    private static final int ROWS = 1_000;

    @TempDir
    Path directory;

    private final SplittableRandom random = new SplittableRandom(7);
    private Path disk = Path.of("");
    private boolean mounted;
    private long rows;
    private long version;

    @BeforeEach
    void mount() throws Exception {
        disk = Files.createDirectory(directory.resolve("disk"));
        mounted = run("mount", "-t", "tmpfs", "-o", "size=96m", "tmpfs", disk.toString());
        assumeTrue(mounted, "may not mount");
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(run("umount", disk.toString())).isTrue();
        }
    }

    @Test
    void losesNothingAndGoesOnWhenThereIsRoomAgain() throws IOException {
        try (TestProject project = new TestProject(disk)) {
            load(project);
            Path filler = fillAllBut(8 << 20);
            MusterException full = loadUntilItFails(project);
            assertThat(full.code()).isEqualTo(ErrorCode.STORAGE_FULL);
            check(project);

            Files.delete(filler);
            for (int i = 0; i < 3; i++) {
                load(project);
            }
            check(project);
        }
        try (TestProject again = new TestProject(disk)) {
            check(again);
        }
    }

    @Test
    void opensTheFileAnewWhenACheckpointFails() throws IOException {
        try (TestProject project = new TestProject(disk)) {
            for (int i = 0; i < 20; i++) {
                load(project);
            }
            try (EngineSnapshot snapshot = project.engine.snapshot(ID)) {
                Path filler = fillAllBut(64 << 10);
                project.engine.checkpoint(ID);
                assertThatThrownBy(() -> snapshot.select(atLeast("Order", 1), TestProject.UTC, Deadline.none()))
                        .hasMessageContaining("Ask again");
                check(project);
                Files.delete(filler);
            }
            load(project);
            check(project);
            project.engine.checkpoint(ID);
            load(project);
            check(project);
        }
        try (TestProject again = new TestProject(disk)) {
            check(again);
        }
    }

    private Path fillAllBut(int bytes) throws IOException {
        Path filler = disk.resolve("filler");
        long free = Files.getFileStore(disk).getUsableSpace();
        return Files.write(filler, new byte[(int) (free - bytes)]);
    }

    private MusterException loadUntilItFails(TestProject project) {
        while (true) {
            try {
                load(project);
            } catch (MusterException e) {
                return e;
            }
        }
    }

    private void load(TestProject project) {
        Committed committed = project.events(batch -> {
            for (int i = 0; i < ROWS; i++) {
                batch.begin(null, "p" + random.nextInt(500), "Order", i);
                batch.set("text", Long.toHexString(random.nextLong()).repeat(4) + random.nextLong());
                batch.end();
            }
        });
        rows += committed.rows();
        assertThat(committed.dataVersion()).isEqualTo(++version);
    }

    private void check(TestProject project) {
        assertThat(project.engine.dataVersion(ID)).isEqualTo(version);
        try (EngineSnapshot snapshot = project.engine.snapshot(ID)) {
            EventSummary order = snapshot.events(Deadline.none()).getFirst();
            assertThat(order.count()).isEqualTo(rows);
            assertThat(order.properties().getFirst().types().values()).containsExactly(rows);
        }
        assertThat(project.select(atLeast("Order", 1))).hasSizeGreaterThan(400);
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    }
}
