package io.muster.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.server.catalog.Catalog;
import io.muster.server.test.Program;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnDataTest {
    private static final long PROCESS = ProcessHandle.current().pid();

    @TempDir
    private Path directory;

    @Test
    void anotherProcessIsRefusedInALineBeforeItTouchesAnything() throws IOException, InterruptedException {
        Path data = directory.resolve("data");
        try (TestServer server = TestServer.start(data, Map.of())) {
            assertThatThrownBy(() -> TestServer.start(data, Map.of())).isInstanceOf(StartException.class);
            Files.writeString(data.resolve("uploads/u_1"), "an import that is under way");
            Files.delete(data.resolve("exports"));
            Catalog catalog = server.bean(Catalog.class);
            catalog.change(db -> db.execute("insert into idempotency (caller, key, organization, request_hash, state,"
                    + " lease_until, created_at) select 'c', 'k', id, 'h', 'running', 1, 1 from organization"));

            Program.Ended second = start(data);

            assertThat(second.code()).as(second.output()).isEqualTo(1);
            assertThat(second.output().lines().filter(line -> !line.isBlank()))
                    .as("no stack trace, and no other line")
                    .singleElement()
                    .asString()
                    .contains("Muster does not start: Another Muster (process " + PROCESS + ") works on "
                            + data.toRealPath());
            assertThat(data.resolve("uploads/u_1")).exists();
            assertThat(data.resolve("exports")).doesNotExist();
            int left = catalog.read(db -> db.fetchCount(DSL.table("idempotency")));
            assertThat(left).isEqualTo(1);
            assertThat(server.owner().get("/v1/projects").status()).isEqualTo(200);
        }
    }

    @Test
    void oneOfTheSameProcessIsRefusedByAnyWayToTheDirectoryAndTheFirstKeepsIt() throws IOException {
        Path data = directory.resolve("data");
        Path way = Files.createSymbolicLink(directory.resolve("way"), data);
        try (DataLock first = DataLock.take(data)) {
            assertThat(first).isNotNull();
            for (Path path : new Path[] {data, way, data.resolve("../data")}) {
                assertThatThrownBy(() -> DataLock.take(path))
                        .isInstanceOf(StartException.class)
                        .hasMessageStartingWith(
                                "Another Muster (process " + PROCESS + ") works on " + data.toRealPath());
            }
        }
        DataLock.take(way).close();
    }

    @Test
    void aServerThatEndedOrDidNotStartGivesTheDirectoryFree() throws IOException {
        Path data = directory.resolve("data");
        TestServer.start(data, Map.of()).close();
        assertThatThrownBy(() -> TestServer.start(data, Map.of("muster.storage", "s3")))
                .rootCause()
                .hasMessageContaining("muster.s3.bucket");

        try (TestServer again = TestServer.start(data, Map.of())) {
            assertThat(again.owner().get("/v1/projects").status()).isEqualTo(200);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("lock"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void whatCannotBeADirectoryIsToldInALine() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThatThrownBy(() -> DataLock.take(file))
                .isInstanceOf(StartException.class)
                .hasMessageStartingWith("muster.data: '" + file + "' cannot be used (FileAlreadyExistsException");
    }

    private Program.Ended start(Path data) throws IOException, InterruptedException {
        return Program.run(
                directory,
                Map.of(),
                Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Xmx256m",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "io.muster.server.Muster",
                                "--muster.port=0",
                                "--muster.data=" + data)
                        .toArray(String[]::new));
    }
}
