package io.muster.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerProcessTest {
    @TempDir
    Path directory;

    @Test
    void isReadyAndThenGoneWithItsData() throws IOException, InterruptedException {
        Path data;
        long pid;
        try (ServerProcess server = ServerProcess.start(fakeServer(), 0, null, false)) {
            data = server.data();
            pid = server.pid();
            assertThat(server.waitUntilReady()).startsWith("http://localhost:");
            assertThat(ProcessHandle.of(pid)).isPresent();
            assertThat(data).isDirectory();
        }
        assertThat(data).doesNotExist();
        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
    }

    @Test
    void keepsDataThatItWasGivenAPlaceFor() throws IOException, InterruptedException {
        Path data = directory.resolve("data");
        try (ServerProcess server = ServerProcess.start(fakeServer(), 0, data, false)) {
            server.waitUntilReady();
        }
        assertThat(data.resolve("server.log")).exists();
    }

    @Test
    void wantsANewDirectory() throws IOException {
        Home home = fakeServer();

        assertThatThrownBy(() -> ServerProcess.start(home, 0, directory, false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is not empty");
    }

    @Test
    void aServerThatDoesNotStartIsToldWithItsLog() throws IOException {
        Home home = launcher("echo 'the port is taken'; exit 3");

        try (ServerProcess server = ServerProcess.start(home, 0, null, false)) {
            assertThatThrownBy(server::waitUntilReady)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("exit code 3")
                    .hasMessageContaining("the port is taken");
        }
    }

    @Test
    void itsCredentialsAreRandomAndLong() throws IOException {
        Home home = launcher("exit 0");
        try (ServerProcess one = ServerProcess.start(home, 0, null, false);
                ServerProcess other = ServerProcess.start(home, 0, null, false)) {
            assertThat(one.clientSecret()).hasSize(48).isNotEqualTo(other.clientSecret());
        }
    }

    private Home fakeServer() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("java.class.path");
        return launcher("exec '" + java + "' -cp '" + classes + "' io.muster.demo.FakeServer \"$@\"");
    }

    private Home launcher(String does) throws IOException {
        Path script = Files.writeString(directory.resolve("muster"), "#!/bin/sh\n" + does + "\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return new Home(directory);
    }
}
