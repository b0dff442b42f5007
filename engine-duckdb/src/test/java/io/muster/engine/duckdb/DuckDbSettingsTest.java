package io.muster.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.engine.Deadline;
import io.muster.model.MusterException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbSettingsTest {

    @Test
    void hasTheseDefaults() {
        Path data = Path.of("data").toAbsolutePath();
        Path exports = Path.of("exports").toAbsolutePath();
        assertThat(DuckDbSettings.of(Path.of("data"), Path.of("exports")))
                .isEqualTo(new DuckDbSettings(
                        data,
                        data.resolve("temp"),
                        Optional.empty(),
                        Runtime.getRuntime().availableProcessors(),
                        1_000_000,
                        List.of(exports)));
    }

    @Test
    void touchesNoOtherDirectory(@TempDir Path directory, @TempDir Path elsewhere) throws Exception {
        Path file = Files.writeString(elsewhere.resolve("secret.csv"), "secret\n1\n");
        try (TestProject project = new TestProject(directory);
                Database database = new Database(TestProject.settings(directory.resolve("other"), 1));
                Session session = database.open()) {
            assertThatThrownBy(() -> session.execute("FROM read_csv('" + file + "')"))
                    .rootCause()
                    .hasMessageContaining("disabled by configuration");
            assertThatThrownBy(() -> session.execute("SET enable_external_access = true"))
                    .isInstanceOf(MusterException.class);
            assertThat(session.number("SELECT 1", Deadline.none())).isEqualTo(1);
            assertThatThrownBy(() -> project.engine.readParquet(file).close()).isInstanceOf(MusterException.class);
        }
    }
}
