package io.muster.server.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.model.ProjectId;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process with a job in it is killed, and another server goes on with the job. */
@OnEachDatabase
class TakeoverTest {
    private final Map<String, String> settings;

    TakeoverTest(Database database) {
        this.settings = database.settings();
    }

    @Test
    void aKilledServersJobIsTakenOver(@TempDir Path data) throws Exception {
        String id = killOneWithAJob(data);

        try (TestServer next = TestServer.start(data, settings)) {
            Jobs jobs = next.bean(Jobs.class);
            ProjectId project = JobsTest.defaultProject(next);
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> jobs.get(project, id).state() == JobState.SUCCEEDED);
            assertThat(jobs.get(project, id).attempts()).isEqualTo(2);
        }
    }

    private String killOneWithAJob(Path data) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                KilledServer.class.getName(),
                data.toString()));
        settings.forEach((name, value) -> command.add(name + "=" + value));
        Process process = start(command);
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            String running = lines.lines()
                    .filter(line -> line.startsWith("running "))
                    .findFirst()
                    .orElseThrow();
            return running.substring("running ".length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static Process start(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
