package io.muster.server.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A server whose exports may take next to no room. */
class ExportRoomTest {

    private static final long BOUND = 100 << 10;
    private static final String IDS = "\"definition\":{\"all\":[]},\"columns\":[\"id\"]";

    /** Of ids, 14 bytes each: one file of them fits, two do not. */
    private static final int ROWS = 4_000;

    @TempDir
    Path directory;

    private TestServer server;
    private ApiClient owner;
    private Shop shop;

    @BeforeEach
    void start() {
        server = TestServer.start(directory, Map.of("muster.export.disk", BOUND + "B"), HeldClock.class);
        owner = server.owner();
        shop = Shop.empty(owner);
    }

    @AfterEach
    void stop() {
        server.bean(HeldClock.class).open();
        server.close();
    }

    @Test
    void anExportThatWouldNotFitFailsWithTheNumbersAndOthersGoOn() {
        load(25_000, i -> "");

        JsonNode failed = failed(IDS);

        assertThat(failed.at("/error/detail").asString()).contains("25000 rows", String.valueOf(BOUND));
        assertThat(owner.get(shop.path("/exports/" + failed.get("id").asString() + "/file"))
                        .status())
                .isEqualTo(409);
        shop.export("{\"profiles\":[\"profile-00001\"],\"columns\":[\"id\"]}");
    }

    @Test
    void twoThatAreMadeAtOnceDoNotTakeTheSameRoom() {
        load(ROWS, i -> "");
        server.bean(HeldClock.class).shut();
        String first = ask(IDS);
        Awaitility.await().until(() -> bytesOnDisk() >= 14 * ROWS);

        JsonNode second = failed(IDS);
        server.bean(HeldClock.class).open();

        assertThat(second.at("/error/detail").asString()).contains("promised to what is being made");
        shop.until(first, "succeeded");
        assertThat(bytesKept()).isLessThanOrEqualTo(BOUND);
        untilNothingIsPromised();
    }

    @Test
    void aFormThatWouldNotFitIsRefusedAndLeavesNothing() throws IOException {
        load(ROWS, i -> "");
        String export =
                shop.path("/exports/" + shop.export("{" + IDS + "}").get("id").asString());
        List<Path> before = files();
        long kept = bytesKept();

        Answer refused = owner.get(export + "/file?format=ndjson");

        assertThat(refused.status()).as(refused.text()).isEqualTo(507);
        assertThat(refused.at("/code")).isEqualTo("storage_full");
        assertThat(refused.at("/detail")).contains(String.valueOf(BOUND));
        assertThat(files()).isEqualTo(before);
        assertThat(bytesKept()).isEqualTo(kept);
        assertThat(owner.get(export + "/file?compression=gzip").status()).isEqualTo(200);
        untilNothingIsPromised();
    }

    @Test
    void aFormThatOutgrowsItsRoomFailsAndLeavesNothing() throws IOException {
        load(ROWS, i -> "\"same\":\"" + "x".repeat(200) + "\"");
        String export = shop.path("/exports/"
                + shop.export("{\"definition\":{\"all\":[]},\"columns\":[\"same\"],\"format\":\"parquet\"}")
                        .get("id")
                        .asString());
        List<Path> before = files();
        long kept = bytesKept();

        try (InputStream _ = owner.open(export + "/file?format=csv").body()) {
            untilNothingIsPromised();
        }

        assertThat(files()).isEqualTo(before);
        assertThat(bytesKept()).isEqualTo(kept);
        assertThat(owner.get(export + "/file").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"part_rows\":1000", "\"part_bytes\":20000,\"compression\":\"gzip\"", "\"format\":\"xlsx\""})
    void theCopiesThatFilesAreMadeFromNeedRoomToo(String how) throws IOException {
        load(ROWS, i -> "");

        failed(IDS + "," + how);

        assertThat(files()).isEmpty();
        untilNothingIsPromised();
        shop.export("{" + IDS + "}");
    }

    @Test
    void whatStaysBesideAnExportOfChangesCounts() {
        load(ROWS, i -> "");
        String first =
                shop.export("{" + IDS + ",\"format\":\"parquet\"}").get("id").asString();
        long before = bytesKept();

        shop.export("{" + IDS + ",\"format\":\"parquet\",\"since_export\":\"" + first + "\"}");

        assertThat(bytesKept()).isGreaterThan(before + before / 2);
    }

    @Test
    void aFewWideRowsNeedRoomToo() {
        load(20, i -> "\"note\":\"" + i + "n".repeat(10_000) + "\"");

        failed("\"definition\":{\"all\":[]},\"columns\":[\"note\"]");
        untilNothingIsPromised();
        shop.export("{" + IDS + "}");
    }

    @Test
    void anExportThatIsLargerThanItsMiddleToldFailsAndLeavesNothing() throws IOException {
        load(ROWS, i -> i < 100 ? "\"note\":\"" + i + "n".repeat(10_000) + "\"" : "\"note\":\"\"");

        failed("\"definition\":{\"all\":[]},\"columns\":[\"note\"]");

        untilNothingIsPromised();
        assertThat(files()).isEmpty();
        shop.export("{" + IDS + "}");
    }

    @Test
    void workEndsWhileItGoesOnWhereItOutgrowsItsRoom() throws IOException {
        FileRoom rooms = server.bean(FileRoom.class);
        Path file = directory.resolve("one");
        AtomicBoolean ended = new AtomicBoolean();
        try (Room other = rooms.open(directory.resolve("other"), Deadline.none());
                Room room = rooms.open(file, Deadline.none())) {
            other.take("Another", 60 << 10);
            room.take("One", 10 << 10);

            assertThatThrownBy(() -> room.run(() -> {
                        Files.write(file, new byte[60 << 10]);
                        Awaitility.await().until(room.deadline()::isOver);
                        ended.set(true);
                        return file;
                    }))
                    .isInstanceOfSatisfying(
                            MusterException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORAGE_FULL))
                    .hasMessageContaining("One would take");
            assertThat(ended).isTrue();
        }
    }

    @Test
    void nothingIsPromisedAfterACancel() {
        load(ROWS, i -> "");
        server.bean(HeldClock.class).shut();
        String export = ask(IDS);
        Awaitility.await().until(() -> bytesOnDisk() >= 14 * ROWS);
        assertThat(server.bean(FileRoom.class).promised()).isPositive();

        owner.delete(shop.path(export));
        server.bean(HeldClock.class).open();

        untilNothingIsPromised();
        shop.export("{" + IDS + "}");
    }

    private void load(int rows, IntFunction<String> attributes) {
        shop.load(
                "profiles",
                IntStream.range(0, rows)
                        .mapToObj(i ->
                                "{\"id\":\"profile-%05d\",\"attributes\":{%s}}\n".formatted(i, attributes.apply(i)))
                        .collect(Collectors.joining()));
    }

    private String ask(String request) {
        Answer asked = owner.post(shop.path("/exports"), "{" + request + "}");
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        return "/exports/" + asked.at("/id");
    }

    private JsonNode failed(String request) {
        JsonNode failed = shop.until(ask(request), "failed");
        assertThat(failed.at("/error/code").asString()).isEqualTo("storage_full");
        return failed;
    }

    private long bytesKept() {
        return owner.get(shop.path("/exports/usage")).json().get("disk_bytes").asLong();
    }

    private void untilNothingIsPromised() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> server.bean(FileRoom.class).promised() == 0);
    }

    private long bytesOnDisk() throws IOException {
        long bytes = 0;
        for (Path file : files()) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    private List<Path> files() throws IOException {
        Path exports = directory.resolve("exports");
        if (!Files.exists(exports)) {
            return List.of();
        }
        try (Stream<Path> found = Files.walk(exports)) {
            return found.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
