package io.muster.engine.duckdb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class UnpackedLibraryTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void isGoneFromTheDiskAndStaysUsable() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            UnpackedLibrary.remove();

            assertThat(Files.readAllLines(Path.of("/proc/self/maps")))
                    .filteredOn(line -> line.contains("libduckdb_java"))
                    .isNotEmpty()
                    .allMatch(line -> line.endsWith(" (deleted)"));
            try (ResultSet rows = statement.executeQuery("SELECT 6 * 7")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(42);
            }
        }
    }
}
