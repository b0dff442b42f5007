package io.muster.server.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.muster.engine.Deadline;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.export.file.FileRoom;
import io.muster.server.export.file.Room;
import io.muster.server.test.Answer;
import io.muster.server.test.ApiClient;
import io.muster.server.test.Shop;
import io.muster.server.test.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Exports on a disk that is full before they are done. Needs the right to mount a small file system; skipped elsewhere. */
class FullDiskTest {

    private static final int ROWS = 8_000;
    private static final int MEGABYTE = 1 << 20;
    private static final String NOTES = "\"definition\":{\"all\":[]},\"columns\":[\"id\",\"note\"]";

    @TempDir
    Path directory;

    private Path disk = Path.of("");
    private boolean mounted;
    private TestServer server;
    private ApiClient owner;
    private Shop shop;

    @BeforeEach
    void start() throws Exception {
        disk = Files.createDirectory(directory.resolve("exports"));
        mounted = run("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", disk.toString());
        assumeTrue(mounted, "may not mount");
        server = TestServer.start(directory, Map.of("muster.export.reserve", "0B"));
        owner = server.owner();
        shop = Shop.empty(owner);
    }

    @AfterEach
    void stop() throws Exception {
        if (mounted) {
            server.close();
            assertThat(run("umount", disk.toString())).isTrue();
        }
    }

    /** Those in the middle, which the size is told from, are short. */
    @Test
    void anExportFailsAndTheNextSucceeds() throws IOException {
        load(i -> i < ROWS / 4 ? i + "n".repeat(8_000) : "");

        JsonNode failed = shop.until(ask(NOTES), "failed");

        assertThat(failed.at("/error/code").asString()).isEqualTo("storage_full");
        assertThat(files()).isEmpty();
        goesOn();
        shop.export("{\"profiles\":[\"profile-1\",\"profile-7000\"],\"columns\":[\"id\",\"note\"]}");
    }

    /** All are the same, which Parquet keeps once. */
    @Test
    void aFormFailsAndTheNextSucceeds() throws IOException {
        load(i -> "n".repeat(8_000));
        String export = shop.path("/exports/"
                + shop.export("{" + NOTES + ",\"format\":\"parquet\"}")
                        .get("id")
                        .asString());
        List<Path> before = files();

        try (InputStream _ = owner.open(export + "/file?format=csv").body()) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> server.bean(FileRoom.class).promised() == 0);
        }

        assertThat(files()).isEqualTo(before);
        goesOn();
        assertThat(owner.get(export + "/file?format=parquet").status()).isEqualTo(200);
        String few = shop.path("/exports/"
                + shop.export("{\"profiles\":[\"profile-1\"],\"columns\":[\"id\"],\"format\":\"parquet\"}")
                        .get("id")
                        .asString());
        assertThat(owner.get(few + "/file?format=csv").text()).isEqualTo("id\nprofile-1\n");
    }

    @Test
    void whatIsPromisedToOthersIsNotFreeUntilTheyHaveWrittenIt() throws IOException {
        FileRoom rooms = server.bean(FileRoom.class);
        Path file = disk.resolve("one");
        try (Room one = rooms.open(file, Deadline.none());
                Room other = rooms.open(disk.resolve("other"), Deadline.none())) {
            one.take("One", 5 * MEGABYTE);

            assertThatThrownBy(() -> other.take("Another", 4 * MEGABYTE))
                    .isInstanceOfSatisfying(
                            MusterException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FULL))
                    .hasMessageContaining("Another would take about " + 4 * MEGABYTE + " bytes");
            Files.write(file, new byte[5 * MEGABYTE]);
            other.take("Another", 2 * MEGABYTE);
        }
        Files.delete(file);
    }

    @Test
    void whatIsWrittenAlreadyNeedsNoMoreOfTheDisk() throws IOException {
        Path file = disk.resolve("one");
        try (Room room = server.bean(FileRoom.class).open(file, Deadline.none())) {
            room.take("One", MEGABYTE);

            room.run(() -> Files.write(file, new byte[5 * MEGABYTE]));

            assertThat(server.bean(FileRoom.class).promised()).isGreaterThan(5 * MEGABYTE);
            assertThat(room.deadline().isOver()).isFalse();
        }
        Files.delete(file);
    }

    @Test
    void whatOutgrowsItsRoomDoesNotTakeWhatIsPromisedToOthers() throws IOException {
        FileRoom rooms = server.bean(FileRoom.class);
        Path file = disk.resolve("one");
        try (Room room = rooms.open(file, Deadline.none());
                Room other = rooms.open(disk.resolve("other"), Deadline.none())) {
            other.take("Another", 6 * MEGABYTE);
            room.take("One", MEGABYTE);

            assertThatThrownBy(() -> room.run(() -> Files.write(file, new byte[3 * MEGABYTE])))
                    .hasMessageContaining("One would take about " + 3 * MEGABYTE + " bytes, but 0 bytes are free");
        }
        Files.delete(file);
    }

    @Test
    void theReserveIsLeft() {
        server.close();
        server = TestServer.start(directory, Map.of("muster.export.reserve", "6MB"));
        try (Room room = server.bean(FileRoom.class).open(disk.resolve("one"), Deadline.none())) {
            assertThatThrownBy(() -> room.take("One", 3 * MEGABYTE)).hasMessageContaining("free for exports");

            room.take("One", MEGABYTE);
        }
    }

    private void goesOn() {
        assertThat(shop.count("{\"all\":[]}")).isEqualTo(ROWS);
        shop.load("profiles", "{\"id\":\"profile-1\",\"attributes\":{\"note\":\"new\"}}\n");
    }

    private void load(IntFunction<String> notes) {
        shop.load(
                "profiles",
                IntStream.range(0, ROWS)
                        .mapToObj(i ->
                                "{\"id\":\"profile-" + i + "\",\"attributes\":{\"note\":\"" + notes.apply(i) + "\"}}\n")
                        .collect(Collectors.joining()));
    }

    private String ask(String request) {
        Answer asked = owner.post(shop.path("/exports"), "{" + request + "}");
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        return "/exports/" + asked.at("/id");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> found = Files.walk(disk)) {
            return found.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    }
}
