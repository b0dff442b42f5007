package io.muster.server.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.server.test.ApiClient;
import io.muster.server.test.Database;
import io.muster.server.test.OnEachDatabase;
import io.muster.server.test.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process is killed while it computes a segment, and another server goes on with that. */
@OnEachDatabase
class RefreshTakeoverTest {

    private static final String SEGMENT = "/v1/projects/default/segments/endless";

    private final Map<String, String> settings;

    RefreshTakeoverTest(Database database) {
        this.settings = database.settings();
    }

    @Test
    void aKilledServersRefreshIsTakenOverWithinTheLease(@TempDir Path data) throws Exception {
        killOneThatRefreshes(data);

        try (TestServer next = TestServer.start(data, settings)) {
            ApiClient owner = next.owner();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> owner.get(SEGMENT).at("/state").equals("fresh"));
            assertThat(owner.get(SEGMENT).json().get("last_error").isNull()).isTrue();
        }
    }

    private void killOneThatRefreshes(Path data) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                KilledRefresh.class.getName(),
                data.toString()));
        settings.forEach((name, value) -> command.add(name + "=" + value));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.lines().anyMatch("refreshing"::equals)).isTrue();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
