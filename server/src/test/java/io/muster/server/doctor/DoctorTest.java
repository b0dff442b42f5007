package io.muster.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.server.catalog.Catalog;
import io.muster.server.test.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    @TempDir
    private Path directory;

    @Test
    void findsNothingWrongWithAFreshInstallationAndLeavesTheServerAlone() {
        Path data = directory.resolve("data");
        try (TestServer server = TestServer.start(data, Map.of())) {
            Examination found = examine(data);

            assertThat(found.code()).as(found.text()).isZero();
            assertThat(found.text()).contains("audit trail      of default is whole", "chmod o=", "Nothing is wrong.");
            assertThat(server.owner().get("/v1/projects").status()).isEqualTo(200);
        }
    }

    @Test
    void findsWhatWasTamperedWith() throws IOException {
        Path data = directory.resolve("data");
        try (TestServer server = TestServer.start(data, Map.of())) {
            server.bean(Catalog.class).change(dsl -> dsl.execute("update audit set entry = replace(entry, 'system', 'nobody')"));
        }
        Files.setPosixFilePermissions(data.resolve("secret.key"), PosixFilePermissions.fromString("rw-r--r--"));
        try (var files = Files.list(data.resolve("projects"))) {
            for (Path file : files.filter(it -> it.toString().endsWith(".duckdb")).toList()) {
                Files.delete(file);
            }
        }

        Examination found = examine(data);

        assertThat(found.code()).isEqualTo(1);
        assertThat(found.text())
                .contains("can be read by others", "entry 1 was changed or taken out", ".duckdb is not there", "3 faults.");
    }

    @Test
    void saysThatThereIsNothing() {
        Examination found = examine(directory.resolve("nowhere"));

        assertThat(found.code()).isEqualTo(1);
        assertThat(found.text()).contains("nowhere is not there");
    }

    private record Examination(int code, String text) {}

    private static Examination examine(Path data) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = Doctor.run(
                new String[] {"--muster.data=" + data}, new PrintStream(out, true, StandardCharsets.UTF_8));
        return new Examination(code, out.toString(StandardCharsets.UTF_8));
    }
}
